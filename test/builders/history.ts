import type { CloudTrailRecord } from '../../src/model/record.ts';
import { type Actor, rootPerson, team } from './actors.ts';
import { operationFor } from './deeds.ts';
import { makeHostile } from './hostile.ts';
import { exampleAccount } from './identities.ts';
import { operationsIn } from './operations.ts';
import { createRandom, type Random } from './random.ts';
import { failure } from './record.ts';

export interface HistoryOptions {
	/** Same seed, same history. */
	readonly seed?: number;
	readonly accountId?: string;
	readonly regions?: readonly string[];
	/** How many records, over all Regions. */
	readonly count?: number;
	/** No record is younger; ISO 8601. */
	readonly to?: string;
	/** How far back the oldest record may be. */
	readonly days?: number;
	/** Share of reads, 0 to 1. */
	readonly readShare?: number;
	/** Share of changes that fail, 0 to 1. */
	readonly failureShare?: number;
	/** How many pipelines a Region has; recipes, configurations and images come with them. */
	readonly pipelines?: number;
	/** Puts hostile texts into one record of thirty. */
	readonly hostile?: boolean;
}

const dayInMs = 86_400_000;
const names = [
	'golden-ami',
	'My_Golden AMI',
	'base-linux',
	'web-node',
	'windows-2022',
	'gpu-worker',
	'build-agent',
	'bastion',
];
const failures = [
	failure('AccessDeniedException', 'User is not authorized to perform this operation'),
	failure('ResourceInUseException', 'The resource is in use by another resource'),
	failure('InvalidParameterValueException', 'The value supplied for a parameter is not valid'),
	failure('ServiceQuotaExceededException', 'You have exceeded the quota of builds'),
];

/** All records of a history, newest first. */
export function buildHistory(options: HistoryOptions = {}): readonly CloudTrailRecord[] {
	return [...historyOf(options)];
}

/**
 * The life of a team that uses Image Builder, newest first, one record at a time, so that a million
 * fit into memory. Times never rise, event ids never repeat within a seed and account.
 */
export function* historyOf(options: HistoryOptions = {}): Generator<CloudTrailRecord> {
	const {
		seed = 1,
		accountId = exampleAccount,
		regions = ['us-east-1'],
		count = 1000,
		to = '2026-11-20T12:00:00Z',
		days = 80,
		readShare = 0.6,
		failureShare = 0.04,
		pipelines = 8,
		hostile = false,
	} = options;
	const random = createRandom(seed * 7919 + Number(BigInt(accountId) % 1_000_003n));
	const places = regions.map((region) => ({
		region,
		place: { accountId, region },
		operations: operationsIn({ accountId, region }),
	}));
	const changers = weighted((actor) => actor.changes);
	const readers = weighted((actor) => actor.reads);
	const end = Date.parse(to);
	const rootAt = Math.floor(count / 2);

	for (let index = 0; index < count; index++) {
		const time = end - Math.floor(((index + random.next()) / count) * days * dayInMs);
		const eventTime = isoSeconds(time);
		const { region, place, operations } = random.pick(places);
		const number = random.below(pipelines);
		const name = pipelineName(number);
		const isRoot = index === rootAt;
		const reading = !isRoot && random.next() < readShare;
		const actor = isRoot ? rootPerson : random.pick(reading ? readers : changers);
		const deed = reading ? 'look' : random.pick(actor.deeds);
		const operation = operationFor(deed, { operations, random, place, name });
		const failed = random.next() < (reading ? failureShare / 4 : failureShare);
		const { readOnly, ...rest } = operation;
		const record: CloudTrailRecord = {
			eventVersion: '1.11',
			eventTime,
			eventSource: 'imagebuilder.amazonaws.com',
			awsRegion: region,
			...actor.sign(accountId, sessionStart(time)),
			...rest,
			...(failed && random.pick(failures)),
			requestID: random.uuid(),
			eventID: eventId(random, seed, index),
			readOnly,
			eventType: actor.origin === 'service' ? 'AwsServiceEvent' : 'AwsApiCall',
			managementEvent: true,
			recipientAccountId: accountId,
			eventCategory: 'Management',
		};
		yield hostile && random.below(30) === 0 ? makeHostile(record, random) : record;
	}
}

/** The name of the n-th pipeline of a Region. */
export function pipelineName(number: number): string {
	const name = names[number % names.length] ?? 'golden-ami';
	return number < names.length ? name : `${name}-${Math.floor(number / names.length)}`;
}

function weighted(weight: (actor: Actor) => number): readonly Actor[] {
	return team.flatMap((actor) => Array<Actor>(weight(actor)).fill(actor));
}

/** `YYYY-MM-DDTHH:mm:ssZ`. */
export function isoSeconds(time: number): string {
	return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** People sign in once a shift of eight hours. */
function sessionStart(time: number): string {
	const shift = dayInMs / 3;
	return isoSeconds(Math.floor(time / shift) * shift);
}

/** A UUID that carries seed and index, so that it cannot repeat. */
function eventId(random: Random, seed: number, index: number): string {
	const tail =
		(seed % 0x1_0000).toString(16).padStart(4, '0') + index.toString(16).padStart(8, '0');
	return `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-b${random.hex(3)}-${tail}`;
}
