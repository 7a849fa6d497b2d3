import { describe, expect, it } from 'vitest';
import { buildCall, openStore, scope, temporaryFolder } from './testStore.ts';

const arn = (name: string) =>
	`arn:aws:imagebuilder:us-east-1:111122223333:infrastructure-configuration/${name}`;

function call(name: string, eventTime: string) {
	return buildCall({
		eventTime,
		eventName: 'DeleteInfrastructureConfiguration',
		requestParameters: { infrastructureConfigurationArn: arn(name) },
	});
}

describe('resources', () => {
	it('are those that other connections brought too, in the order of their ARNs', () => {
		const folder = temporaryFolder();
		const [store, other] = [openStore({ folder }), openStore({ folder })];
		const names = () => store.resources({}, scope).map((each) => each.name);
		store.save({ calls: [call('middle', '2026-11-20T10:00:00Z')], source: 'logs' });
		expect(names()).toEqual(['middle']);
		other.save({ calls: [call('zebra', '2026-11-20T11:00:00Z')], source: 'logs' });
		expect(names()).toEqual(['middle', 'zebra']);
		other.save({ calls: [call('ant', '2026-11-20T12:00:00Z')], source: 'logs' });
		expect(names()).toEqual(['ant', 'middle', 'zebra']);
		expect(store.resources({ kinds: ['image'] }, scope)).toEqual([]);
	});

	it('say when the last call was, changed anything or not', () => {
		const store = openStore();
		const later = buildCall({
			eventTime: '2026-11-21T10:00:00Z',
			eventName: 'GetInfrastructureConfiguration',
			readOnly: true,
			requestParameters: { infrastructureConfigurationArn: arn('one') },
		});
		store.save({ calls: [call('one', '2026-11-20T10:00:00Z'), later], source: 'logs' });
		const [one] = store.resources({}, scope);
		expect(one).toMatchObject({ calls: 2, changes: 1, lastCall: '2026-11-21T10:00:00Z' });
		expect(one?.lastChange?.eventTime).toBe('2026-11-20T10:00:00Z');
		const [within] = store.resources({ calls: { to: '2026-11-21T00:00:00Z' } }, scope);
		expect(within).toMatchObject({ calls: 1, lastCall: '2026-11-20T10:00:00Z' });
	});
});
