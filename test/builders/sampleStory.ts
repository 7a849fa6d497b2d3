import type { CloudTrailRecord } from '../../src/model/record.ts';
import {
	type Actor,
	cloudFormationDeploy,
	consolePerson,
	scheduledRun,
	terraformCi,
} from './actors.ts';
import { historyOf, isoSeconds } from './history.ts';
import { exampleAccount } from './identities.ts';
import { type BuiltOperation, buildArn } from './operationKit.ts';
import { operationsIn } from './operations.ts';
import { buildRecord, failure } from './record.ts';

const region = 'eu-west-1';
const place = { accountId: exampleAccount, region };
const operations = operationsIn(place);
const alice = consolePerson('alice@example.com', 1, 1, '198.51.100.7');
const bob = consolePerson('bob@example.com', 1, 1, '198.51.100.31');
const name = 'golden-ami';
const schedule = 'cron(0 4 * * ? *)';

interface Scene {
	readonly hoursBefore: number;
	readonly actor: Actor;
	readonly operation: BuiltOperation;
	readonly failure?: ReturnType<typeof failure>;
}

const deployed = {
	name,
	recipeVersion: '1.4.0',
	distribution: 'golden-ami-dist',
	schedule,
	description: 'Golden AMI of all services',
};

/** Newest last, as it happened. */
const scenes: readonly Scene[] = [
	scene(75, terraformCi, operations.createComponent({ name: 'hardening', version: '1.4.0' })),
	scene(74.9, terraformCi, operations.createImageRecipe({ name, version: '1.4.0' })),
	scene(74.8, terraformCi, operations.updateImagePipeline(deployed)),
	scene(74.7, terraformCi, operations.updateInfrastructureConfiguration({ name })),
	scene(55.9, scheduledRun, startOf('1.4.0', 1)),
	scene(50, cloudFormationDeploy, operations.createDistributionConfiguration({ name: 'web-dist' })),
	scene(29.2, alice, operations.getImagePipeline({ name })),
	// The change that nobody finds in the code.
	scene(
		29,
		alice,
		operations.updateInfrastructureConfiguration({ name, instanceTypes: ['t3.nano'] }),
	),
	scene(
		28.9,
		alice,
		operations.updateImagePipeline({ ...deployed, schedule: 'cron(0 9 * * ? *)' }),
	),
	scene(
		28.7,
		alice,
		operations.tagResource(buildArn(place, 'image-pipeline', name), { debug: 'yes' }),
	),
	scene(3, scheduledRun, startOf('1.4.0', 2)),
	scene(2.2, bob, operations.getImage({ name, version: '1.4.0', build: 2 })),
	scene(2.1, bob, operations.getImagePipeline({ name })),
	scene(
		1.8,
		bob,
		startOf('1.4.0', 3),
		failure(
			'InvalidRequestException',
			'The instance type t3.nano does not offer enough memory to build the image golden-ami 1.4.0',
		),
	),
	scene(1.5, bob, operations.cancelImageCreation({ name, version: '1.4.0', build: 2 })),
];

/**
 * The bundled sample: 400 calls of one Region over 80 days, newest first. A pipeline is deployed by
 * Terraform, changed in the console by somebody after that, and then its build fails.
 * @param to when the story ends, ISO 8601
 */
export function buildSampleStory(to = '2026-11-20T12:00:00Z'): readonly CloudTrailRecord[] {
	const end = Date.parse(to);
	const before = historyOf({
		seed: 42,
		regions: [region],
		count: 400 - scenes.length,
		to: isoSeconds(end - 80 * 3_600_000),
		days: 76,
		readShare: 0.45,
		pipelines: 5,
	});
	const story = scenes.map((scene, index) => {
		const time = end - scene.hoursBefore * 3_600_000;
		return buildRecord({
			awsRegion: region,
			eventTime: isoSeconds(time),
			...scene.operation,
			...scene.actor.sign(exampleAccount, isoSeconds(time - 1_800_000)),
			...scene.failure,
			eventID: storyId(index, 'a'),
			requestID: storyId(index, 'b'),
			...(scene.actor.origin !== 'console' && { sessionCredentialFromConsole: undefined }),
			...(scene.actor.origin === 'service' && { eventType: 'AwsServiceEvent' }),
		});
	});
	return [...story.toReversed(), ...before];
}

function scene(
	hoursBefore: number,
	actor: Actor,
	operation: BuiltOperation,
	failed?: ReturnType<typeof failure>,
): Scene {
	return { hoursBefore, actor, operation, ...(failed && { failure: failed }) };
}

function startOf(version: string, build: number): BuiltOperation {
	return operations.startImagePipelineExecution({ name, version, build });
}

function storyId(index: number, group: string): string {
	return `5a3b1e00-0000-4000-${group}000-${String(index).padStart(12, '0')}`;
}
