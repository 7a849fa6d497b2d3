import { builtInDictionary } from './dictionary.ts';
import { indexVersion } from './indexVersion.ts';
import type { Migration } from './migrations.ts';

/** Calls are listed under topics: every ARN is one; these two stand for calls as such. */
export const everythingTopic = 1;
/** Calls that name no resource. */
export const unnamedTopic = 2;
/** Topics of ARNs have greater ids. */
export const lastReservedTopic = 15;

/** The steps of the schema; add to the end, never change one that was released. */
export const migrations: readonly Migration[] = [
	(connection) => {
		connection.exec(version1);
		connection.run('INSERT INTO dictionary (id, bytes) VALUES (?, ?)', 1, builtInDictionary);
		connection.run("INSERT INTO meta VALUES ('index-version', ?)", String(indexVersion));
		connection.run('INSERT INTO topic (id, arn) VALUES (?, ?)', lastReservedTopic, '');
	},
	(connection) => connection.exec(version2),
	(connection) => connection.exec(version3),
];

/*
 * call.id carries the time (see callId.ts), so every list of calls in order of their ids is in order
 * of time. `class` says whether a call reads, failed, and only refers to the topic (see callClass.ts).
 *
 * listing: which calls belong to a topic, by place and class, so that the changes among many reads
 * of an ARN are one range. tally and caller_tally count the same, so that no view has to.
 * words (see wordIndex.ts): full text and every other property of a call as a word of its own (see
 * searchText.ts); phrase: texts that many calls share, whose words are not repeated for each of them.
 */
const version1 = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE dictionary (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE block (id INTEGER PRIMARY KEY, packed BLOB NOT NULL);

CREATE TABLE place (
	id INTEGER PRIMARY KEY, account_id TEXT NOT NULL, region TEXT NOT NULL,
	UNIQUE (account_id, region)
);
CREATE TABLE imported_account (account_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE topic (id INTEGER PRIMARY KEY, arn TEXT NOT NULL UNIQUE);
CREATE TABLE event_name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE source_set (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE caller (
	id INTEGER PRIMARY KEY, name TEXT NOT NULL, arn TEXT NOT NULL,
	UNIQUE (name, arn)
);
CREATE INDEX caller_by_arn ON caller (arn);

CREATE TABLE call (
	id INTEGER PRIMARY KEY,
	event_id NOT NULL,
	place_id INTEGER NOT NULL,
	class INTEGER NOT NULL,
	event_name_id INTEGER NOT NULL,
	caller_id INTEGER NOT NULL,
	origin INTEGER NOT NULL,
	source_set_id INTEGER NOT NULL,
	block_id INTEGER NOT NULL,
	slot INTEGER NOT NULL,
	weight INTEGER NOT NULL,
	topics BLOB NOT NULL
);
CREATE UNIQUE INDEX call_by_event ON call (event_id);

CREATE TABLE listing (
	topic_id INTEGER NOT NULL, place_id INTEGER NOT NULL, class INTEGER NOT NULL,
	call_id INTEGER NOT NULL,
	PRIMARY KEY (topic_id, place_id, class, call_id)
) WITHOUT ROWID;
CREATE TABLE tally (
	topic_id INTEGER NOT NULL, place_id INTEGER NOT NULL, class INTEGER NOT NULL,
	calls INTEGER NOT NULL, last_id INTEGER NOT NULL,
	PRIMARY KEY (topic_id, place_id, class)
) WITHOUT ROWID;
CREATE TABLE caller_tally (
	caller_id INTEGER NOT NULL, place_id INTEGER NOT NULL, class INTEGER NOT NULL,
	calls INTEGER NOT NULL, last_id INTEGER NOT NULL,
	PRIMARY KEY (caller_id, place_id, class)
) WITHOUT ROWID;

CREATE TABLE phrase (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE coverage (
	account_id TEXT NOT NULL, region TEXT NOT NULL, source TEXT NOT NULL,
	complete TEXT NOT NULL, except_names TEXT NOT NULL,
	from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL,
	PRIMARY KEY (account_id, region, source, complete, except_names, from_ms)
) WITHOUT ROWID;
`;

/*
 * What archives were read: objects by folder, each as a hash of name and ETag, as there are millions
 * (two of one folder with one hash: once in 10^14); and what could not be read of them.
 */
const version2 = `
CREATE TABLE seen_folder (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
CREATE TABLE seen_object (
	folder_id INTEGER NOT NULL, hash INTEGER NOT NULL,
	PRIMARY KEY (folder_id, hash)
) WITHOUT ROWID;
CREATE TABLE gap (
	source TEXT NOT NULL, what TEXT NOT NULL, account_id TEXT NOT NULL, region TEXT NOT NULL,
	from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL, reason TEXT NOT NULL,
	PRIMARY KEY (source, what)
) WITHOUT ROWID;
`;

/* A gap is of a kind, empty where something could not be read. */
const version3 = `ALTER TABLE gap ADD COLUMN kind TEXT NOT NULL DEFAULT ''`;
