import { buildTrailTable } from '../builders/trailTable.ts';
import { AthenaStandIn } from './athena.ts';
import type { AwsServerOptions } from './awsWorld.ts';
import { LakeStandIn } from './lake.ts';
import { standInStore } from './standInStore.ts';
import { trailsHandler } from './trails.ts';

/** A table `audit.cloudtrail_logs` and an event data store, which hold what all archives hold. */
export function queryArchives(): Pick<AwsServerOptions, 'services' | 'archives'> {
	const athena = new AthenaStandIn();
	const lake = new LakeStandIn();
	const put = async (records: readonly object[]) => {
		athena.setTables([buildTrailTable(records)]);
		lake.setStores([{ arn: standInStore, name: 'audit', records }]);
	};
	return {
		services: {
			AmazonAthena: athena.handler,
			CloudTrail_20131101: trailsHandler([], lake.handler),
		},
		archives: [put],
	};
}
