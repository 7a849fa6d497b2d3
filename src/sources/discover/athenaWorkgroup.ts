import { HistoryError } from '../../model/errors.ts';
import type { AthenaClient } from '../athena/athenaClient.ts';
import { describeWorkgroup } from '../athena/workgroup.ts';

export interface FoundWorkgroup {
	readonly name: string;
	/** undefined where it may not be asked. */
	readonly hasOutput: boolean | undefined;
}

/** More are not asked for what they are like. */
const mostWorkgroups = 20;

/**
 * A workgroup that queries can run in: `primary` where it has a place for results, else another.
 * @returns undefined where nothing can be known of them
 */
export async function findWorkgroup(
	client: AthenaClient,
	signal: AbortSignal,
): Promise<FoundWorkgroup | undefined> {
	try {
		const { ListWorkGroupsCommand } = await import('../aws/athena.ts');
		const { WorkGroups: groups = [] } = await client.send(
			(athena, abortSignal) =>
				athena.send(new ListWorkGroupsCommand({ MaxResults: 50 }), { abortSignal }),
			{ action: 'athena:ListWorkGroups', signal },
		);
		const names = groups
			.filter(({ State: state }) => state !== 'DISABLED')
			.flatMap(({ Name: name }) => name ?? [])
			.toSorted((one, other) => Number(other === 'primary') - Number(one === 'primary'));
		for (const name of names.slice(0, mostWorkgroups)) {
			if ((await describeWorkgroup(client, name, signal)).hasOutput) {
				return { name, hasOutput: true };
			}
		}
		return { name: 'primary', hasOutput: names.length === 0 ? undefined : false };
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof HistoryError && error.code === 'access-denied') {
			return undefined;
		}
		throw error;
	}
}
