import type { Connection } from './connection.ts';

/*
 * SQLite's FTS5 is part of Node since 22.16; VS Code 1.101 and 1.102 run 22.15. There calls are
 * saved without the index, and what it would answer is answered by looking at the calls (see
 * callScan.ts): right, but slower. Once FTS5 is there, `reindex` makes up for it.
 */
const stateKey = 'word-index';
const behind = 'behind';
/** How far calls were indexed anew. */
export const progressKey = 'index-progress';

const wordTables = `
CREATE VIRTUAL TABLE words USING fts5 (
	text, content='', contentless_delete=1, detail=none,
	tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
CREATE VIRTUAL TABLE phrase_words USING fts5 (
	text, content='', detail=none, columnsize=0,
	tokenize="unicode61 remove_diacritics 2"
);
`;

/** Can the index be asked, and does it know all calls? */
export function isWordIndexReady(connection: Connection): boolean {
	return connection.hasFullText && !isBehind(connection);
}

/** Does the index miss calls that were saved where there is no FTS5? */
export function isBehind(connection: Connection): boolean {
	const state = connection.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', stateKey);
	return state?.value === behind;
}

/** To be called with every change of calls that the index does not learn of. */
export function markBehind(connection: Connection): void {
	connection.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', stateKey, behind);
	// a reindexing that is under way may have passed these calls
	connection.run('DELETE FROM meta WHERE key = ?', progressKey);
}

export function markComplete(connection: Connection): void {
	connection.run('DELETE FROM meta WHERE key = ?', stateKey);
}

/** Makes the index where it is missing: in a file that was made without FTS5. */
export function addWordIndex(connection: Connection): void {
	const isThere = () =>
		connection.get("SELECT 1 FROM sqlite_schema WHERE name = 'words'") !== undefined;
	if (connection.hasFullText && !isThere()) {
		connection.write(() => {
			if (!isThere()) {
				connection.exec(wordTables);
			}
		});
	}
}

/** An empty index in place of one that may hold what is no longer true. */
export function emptyWordIndex(connection: Connection): void {
	for (const table of ['vocabulary', 'words', 'phrase_words']) {
		connection.exec(`DROP TABLE IF EXISTS ${table}`);
	}
	connection.run('DELETE FROM phrase');
	connection.exec(wordTables);
}
