import { HistoryError } from '../../../src/model/errors.ts';
import { CallStore } from '../../../src/store/callStore.ts';

/* Opens a history as another user. Arguments: folder, `true` to only read. */
const [folder = '', readOnly] = process.argv.slice(2);
try {
	const store = CallStore.open({ folder, readOnly: readOnly === 'true' });
	const calls = store.count({}, { accounts: [] }).calls;
	store.close();
	console.log(JSON.stringify({ calls }));
} catch (error) {
	console.log(JSON.stringify({ code: error instanceof HistoryError ? error.code : String(error) }));
}
