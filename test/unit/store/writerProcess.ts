import { CallStore } from '../../../src/store/callStore.ts';
import { buildCalls } from './buildCalls.ts';

/*
 * Another window: saves the pages of a history and tells after each one.
 * Arguments: folder, account, count, size of a page.
 */
const [folder = '', accountId = '', count = '0', size = '1'] = process.argv.slice(2);
const store = CallStore.open({ folder });
const calls = buildCalls({ accountId, count: Number(count) });
for (let start = 0; start < calls.length; start += Number(size)) {
	const page = calls.slice(start, start + Number(size));
	process.stdout.write(`begin ${start}\n`);
	store.save({ calls: page, source: 'logs', imported: true });
	process.stdout.write(`saved ${start + page.length}\n`);
}
store.close();
