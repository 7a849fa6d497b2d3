import {
	closeSync,
	copyFileSync,
	existsSync,
	openSync,
	readSync,
	rmSync,
	statSync,
	writeSync,
} from 'node:fs';
import { Database } from './database.ts';

/** SQLite's page, and the magic text its file begins with. */
const pageSize = 4096;
const magic = 'SQLite format 3\0';
/** Positions in the header of the first page. */
const header = { changeCounter: 24, pages: 28, freeList: 32, freePages: 36, validFor: 92 };

/**
 * Copies a damaged database so that SQLite opens it: a first page that was overwritten is taken
 * from a new database, whose tables begin at the same pages, and the header states the pages that
 * are there. The damaged file itself is only read.
 * @returns the path of the copy.
 */
export function graft(damaged: string, copy: string): string {
	removeDatabase(copy);
	copyFileSync(damaged, copy);
	if (existsSync(`${damaged}-wal`)) {
		copyFileSync(`${damaged}-wal`, `${copy}-wal`);
	}
	const pages = Math.floor(statSync(copy).size / pageSize);
	if (pages === 0) {
		return copy;
	}
	const descriptor = openSync(copy, 'r+');
	try {
		let page = Buffer.alloc(pageSize);
		readSync(descriptor, page, 0, pageSize, 0);
		if (page.toString('latin1', 0, magic.length) !== magic || page.readUInt16BE(16) !== pageSize) {
			page = firstPage(`${copy}-new`);
		}
		page.writeUInt32BE(pages, header.pages);
		page.writeUInt32BE(page.readUInt32BE(header.changeCounter), header.validFor);
		page.writeUInt32BE(0, header.freeList);
		page.writeUInt32BE(0, header.freePages);
		writeSync(descriptor, page, 0, pageSize, 0);
	} finally {
		closeSync(descriptor);
	}
	return copy;
}

/** Removes a database that nobody else uses, with its companions. */
export function removeDatabase(file: string): void {
	for (const ending of ['', '-wal', '-shm']) {
		rmSync(file + ending, { force: true });
	}
}

/** The first page of a database that was just made. */
function firstPage(file: string): Buffer<ArrayBuffer> {
	removeDatabase(file);
	try {
		Database.open(file).close();
		const page = Buffer.alloc(pageSize);
		const descriptor = openSync(file, 'r');
		readSync(descriptor, page, 0, pageSize, 0);
		closeSync(descriptor);
		return page;
	} finally {
		removeDatabase(file);
	}
}
