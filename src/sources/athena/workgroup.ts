import type { AthenaClient } from './athenaClient.ts';

export interface Workgroup {
	/** Can queries leave their results anywhere? */
	readonly hasOutput: boolean;
	/** Queries that scan more are stopped, bytes. */
	readonly mostBytes?: number;
}

/** @throws HistoryError where it may not be asked */
export async function describeWorkgroup(
	client: AthenaClient,
	name: string,
	signal: AbortSignal,
): Promise<Workgroup> {
	const { GetWorkGroupCommand } = await import('../aws/athena.ts');
	const { WorkGroup: group } = await client.send(
		(athena, abortSignal) =>
			athena.send(new GetWorkGroupCommand({ WorkGroup: name }), { abortSignal }),
		{ action: 'athena:GetWorkGroup', signal },
	);
	const {
		ResultConfiguration: results,
		ManagedQueryResultsConfiguration: managed,
		BytesScannedCutoffPerQuery: mostBytes,
	} = group?.Configuration ?? {};
	return {
		hasOutput: results?.OutputLocation !== undefined || managed?.Enabled === true,
		...(mostBytes !== undefined && { mostBytes }),
	};
}
