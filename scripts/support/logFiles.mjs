// Stands in for `@vscode/spdlog` in the VS Code of `npm start` and of the tests: that package is a
// native module, which would need a compiler here. Without it VS Code writes no log files, and as
// output channels are shown from these, they stay empty.
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

export const version = 11200;

/** Every line is in its file at once. */
export function setFlushOn() {}

/** Of loggers without a level of their own; VS Code gives each one. */
export function setLevel() {}

/** Never rotates: a run is short. */
export class Logger {
	#file;
	#level = 0;
	#format = lineOf;

	/** @param {string} _type @param {string} _name @param {string} file */
	constructor(_type, _name, file) {
		mkdirSync(dirname(file), { recursive: true });
		this.#file = file;
	}

	trace(message) {
		this.#write(0, message);
	}

	debug(message) {
		this.#write(1, message);
	}

	info(message) {
		this.#write(2, message);
	}

	warn(message) {
		this.#write(3, message);
	}

	error(message) {
		this.#write(4, message);
	}

	critical(message) {
		this.#write(5, message);
	}

	getLevel() {
		return this.#level;
	}

	setLevel(level) {
		this.#level = level;
	}

	/** VS Code has one pattern for all loggers, the one that lines have from the beginning. */
	setPattern() {}

	/** Messages as they are: an extension's lines come with their own time. */
	clearFormatters() {
		this.#format = (_level, message) => message;
	}

	flush() {}

	drop() {
		this.#level = names.length;
	}

	#write(level, message) {
		if (level >= this.#level) {
			appendFileSync(this.#file, this.#format(level, message));
		}
	}
}

export async function createRotatingLogger(name, file) {
	return new Logger('rotating', name, file);
}

export async function createAsyncRotatingLogger(name, file) {
	return new Logger('rotating_async', name, file);
}

/** `%Y-%m-%d %H:%M:%S.%e [%l] %v` of spdlog. */
function lineOf(level, message) {
	const now = new Date();
	const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
	const time = local.toISOString().replace('T', ' ').replace('Z', '');
	return `${time} [${names[level]}] ${message}\n`;
}
