import { expect, it } from 'vitest';
import type { Log } from '../../../src/vscode/log.ts';
import { plainLog } from '../../../src/vscode/plainLog.ts';
import { hostileTexts } from '../../builders/hostile.ts';

it('writes one line for each message, whatever names are in it', () => {
	const lines: string[] = [];
	const write = (message: string | Error) => void lines.push(String(message));
	const log: Log = {
		...{ trace: write, debug: write, info: write, warn: write, error: write },
		show: () => undefined,
	};
	const texts = [...hostileTexts, 'AWSLogs/x\n2026-11-22 12:00:00.000 [info] all was read\r\n'];
	for (const text of texts) {
		plainLog(log).warn(`not read: ${text}: denied`);
		plainLog(log).error(text);
	}
	expect(lines).toHaveLength(texts.length * 2);
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
	expect(lines.filter((line) => /[\u0000-\u001f\u007f\u202e]/.test(line))).toEqual([]);
});
