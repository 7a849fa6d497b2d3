import { plainText } from '../model/plainText.ts';
import type { Log } from './log.ts';

const longest = 4000;

/** The log with one line for each message: keys and names in it must not write lines of their own. */
export function plainLog(log: Log): Log {
	const line = (message: string) => plainText(message, longest);
	return {
		trace: (message) => log.trace(line(message)),
		debug: (message) => log.debug(line(message)),
		info: (message) => log.info(line(message)),
		warn: (message) => log.warn(line(message)),
		error: (message) => log.error(typeof message === 'string' ? line(message) : message),
		show: () => log.show(),
	};
}
