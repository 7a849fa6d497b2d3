import { setDefaultResultOrder } from 'node:dns';
import { CallStore } from '../src/store/callStore.ts';
import { createSynchronizer } from '../src/sync/synchronizer.ts';

/** One window of the benchmark, as a process of its own: syncs once and prints the report. */
const [folder = '', endpointUrl = '', holder = ''] = process.argv.slice(2);
setDefaultResultOrder('ipv4first');
const store = CallStore.open({ folder });
try {
	const report = await createSynchronizer({
		store,
		holder,
		log: (_, message) => process.stderr.write(`${holder}: ${message}\n`),
	}).sync(
		{ profile: '', regions: ['us-east-1'], endpointUrl, lookBackDays: 90 },
		{
			signal: new AbortController().signal,
			onProgress: () => undefined,
			onIdentity: () => undefined,
			onSaved: () => undefined,
		},
	);
	process.stdout.write(`${JSON.stringify(report)}\n`);
} finally {
	store.close();
}
