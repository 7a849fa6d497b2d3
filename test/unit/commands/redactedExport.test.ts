import { describe, expect, it } from 'vitest';
import { type ExportFormat, exportedText } from '../../../src/commands/exportedText.ts';
import { parseArn } from '../../../src/model/arn.ts';
import { type Call, originKinds } from '../../../src/model/call.ts';
import { namesOfIdentity, peopleIn } from '../../../src/model/callerNames.ts';
import { readRecord } from '../../../src/model/readRecord.ts';
import type { CloudTrailRecord, UserIdentity } from '../../../src/model/record.ts';
import { createRedactor } from '../../../src/model/redact.ts';
import type { RedactionChoice } from '../../../src/model/redactText.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';
import { buildHistory } from '../../builders/history.ts';
import * as identities from '../../builders/identities.ts';
import { operationsIn } from '../../builders/operations.ts';
import { via } from '../../builders/origins.ts';
import { buildRecord, failure } from '../../builders/record.ts';
import { buildSampleStory } from '../../builders/sampleStory.ts';

const account = '111122223333';
const formats = ['csv', 'json', 'markdown'] as const;
const keys = ['accounts', 'addresses', 'people', 'resources', 'userData'] as const;
const combinations: readonly RedactionChoice[] = Array.from(
	{ length: 2 ** keys.length },
	(_, bits) => Object.fromEntries(keys.map((key, bit) => [key, (bits & (1 << bit)) !== 0])),
);

/** Names as IAM, identity providers and hostile clients can write them. */
const people = [
	'jo',
	'aws-cdk-carol',
	'a.b+c=d,e@f_g-h',
	'Jörg-Änne',
	'山田.太郎',
	"o'brien@example.com",
	'repo:example/images:ref:refs/heads/main',
	// words that records are made of
	'pulumi',
	'imagebuilder',
	'image-pipeline',
	'assumed-role',
	'name',
	'console',
	'user-agent',
];
const resourceNames = ['golden-ami', 'Web_Node EU', 'linux', 'image', 'name', 'build'];

const kinds: readonly ((name: string) => UserIdentity)[] = [
	(name) => identities.iamUserIdentity(name),
	(name) => identities.iamUserIdentity(`team/${name}`),
	(name) => identities.assumedRoleIdentity('Deployer', name),
	(name) => identities.assumedRoleIdentity('Deployer', 'x9', { sourceIdentity: name }),
	(name) => identities.identityCenterRoleIdentity(name),
	(name) => identities.githubActionsIdentity('image-ci', name),
	(name) => identities.federatedUserIdentity(name),
	(name) => identities.samlUserIdentity(name),
	(name) => identities.webIdentityUserIdentity(name),
	(name) => identities.identityCenterUserIdentity(name),
	(name) => identities.directoryIdentity(name),
];
const others = [
	identities.rootIdentity(),
	identities.roleIdentity(),
	identities.awsAccountIdentity(),
	identities.awsServiceIdentity(),
	identities.serviceEventIdentity(),
	identities.unknownIdentity(),
];

function everyIdentity(): readonly CloudTrailRecord[] {
	const named = people.flatMap((name) => kinds.map((kind) => [name, kind(name)] as const));
	const all = [...named, ...others.map((identity) => ['nobody', identity] as const)];
	return all.map(([name, userIdentity], index) => {
		const operations = operationsIn({ accountId: account, region: 'us-east-1' });
		const resource = resourceNames[index % resourceNames.length] ?? '';
		const operation = [
			operations.updateImagePipeline({ name: resource, description: `${resource} of ${name}` }),
			operations.createDistributionConfiguration({ name: `${resource} dist` }),
			operations.createComponent({ name: resource, data: `# secret of ${name}` }),
			operations.tagResource(`arn:aws:imagebuilder:us-east-1:${account}:image/golden-ami/1.0.0/1`, {
				[name]: `${name} of 4444-5555-6666`,
				owner: people[(index + 3) % people.length] ?? '',
			}),
		][index % 4];
		return buildRecord({
			...operation,
			...via(originKinds[index % originKinds.length] ?? 'cli', `198.51.100.${1 + (index % 250)}`),
			userIdentity,
			eventTime: new Date(Date.parse('2026-10-01T00:00:00Z') + index * 60_000).toISOString(),
			...(index % 5 === 0 &&
				failure(
					'AccessDeniedException',
					`User: ${userIdentity.arn ?? name} is not authorized to perform: imagebuilder:GetImage on resource: arn:aws:imagebuilder:us-east-1:${account}:image/golden-ami/1.0.0. From 2001:db8:7::${index}, ip/198.51.100.${1 + (index % 250)}`,
				)),
		});
	});
}

class RecordedHistory extends FakeHistory {
	readonly records: ReadonlyMap<string, string>;

	constructor(records: readonly CloudTrailRecord[]) {
		const read = records.flatMap((record) => {
			const result = readRecord(JSON.stringify(record));
			return result.ok ? [result.value] : [];
		});
		super(read.map(({ call }) => call));
		this.records = new Map(read.map(({ call, json }) => [call.eventId, json]));
	}

	override async record(eventId: string): Promise<string | undefined> {
		return this.records.get(eventId);
	}
}

async function exported(history: FakeHistory, format: ExportFormat, choice: RedactionChoice) {
	const pieces: string[] = [];
	const redactor = createRedactor(choice);
	for await (const { text } of exportedText(history, { filter: {}, format, redactor })) {
		pieces.push(text);
	}
	return pieces.join('');
}

/** What a choice promises to take out of these records. */
function originals(records: readonly CloudTrailRecord[], choice: RedactionChoice): Set<string> {
	const texts = records.map((record) => JSON.stringify(record));
	const found = (pattern: RegExp) => texts.flatMap((text) => text.match(pattern) ?? []);
	const arns = found(/arn:aws:imagebuilder:[a-z0-9-]+:\d{12}:[\w/.-]+(?<!\.)/g);
	return new Set([
		...(choice.accounts ? [account, '444455556666', '4444-5555-6666'] : []),
		...(choice.addresses
			? found(/\b(?:198\.51\.100|203\.0\.113|192\.0\.2)\.\d+|2001:db8:7::\d+/g)
			: []),
		...(choice.people
			? [
					...records.flatMap(({ userIdentity }) => namesOfIdentity(userIdentity)),
					...found(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g),
					...found(/\bA(?:KIA|SIA|ROA|IDA)EXAMPLE\w+/g),
					...people,
					'0000EXAMPLE',
					'broker',
				]
			: []),
		...(choice.resources
			? arns.flatMap((arn) => parseArn(arn)?.name ?? []).concat('Web_Node EU')
			: []),
		...(choice.userData ? ['# secret of', 'schemaVersion'] : []),
	]);
}

/** Standing alone: as part of a longer word a name is another one. */
function holds(text: string, value: string): boolean {
	for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
		const around = `${text.charAt(at - 1)}${text.charAt(at + value.length)}`;
		if (!/[\p{L}\p{N}]/u.test(around)) {
			return true;
		}
	}
	return false;
}

/** Names that stay in fields of AWS and of ours, whoever is called so: `origin.kind`, `image/`. */
const words = new Set(
	['imagebuilder', 'image-pipeline', 'assumed-role', 'name', 'console', 'image'].concat(
		originKinds,
		'linux',
		'user-agent',
		'build',
		'jo',
		'x9',
	),
);

const corpora: readonly (readonly [string, readonly CloudTrailRecord[]])[] = [
	['every identity', everyIdentity()],
	['a history', buildHistory({ count: 60, regions: ['us-east-1'], days: 90 })],
	['a hostile history', buildHistory({ count: 60, hostile: true, seed: 3 })],
	['the sample', buildSampleStory().slice(0, 40)],
];

describe.each(corpora)('a redacted export of %s', (_name, records) => {
	const history = new RecordedHistory(records);

	it.each(formats)('leaves nothing in %s that was chosen', async (format) => {
		for (const choice of combinations) {
			const text = await exported(history, format, choice);
			const left = [...originals(records, choice)].filter(
				(value) => !words.has(value) && holds(text, value),
			);
			expect(left, JSON.stringify(choice)).toEqual([]);
		}
	});

	it('calls nobody by the name', () => {
		const redactor = createRedactor({ people: true });
		for (const call of history.stored) {
			const [name] = peopleIn([call.caller.name]);
			const isPerson = name !== undefined && ![call.caller.role, call.caller.type].includes(name);
			expect(redactor.call(call).caller.name).toMatch(isPerson ? /^person-\d+$/ : /./);
		}
	});

	it('leaves all that was not chosen, and each record what it is', async () => {
		const none = await exported(history, 'json', {});
		const whole = JSON.parse(none) as { Records: CloudTrailRecord[] };
		expect(whole.Records).toEqual(
			[...history.stored]
				.sort((one, other) => (one.eventTime < other.eventTime ? 1 : -1))
				.map(({ eventId }) => JSON.parse(history.records.get(eventId) ?? '')),
		);
		const all: RedactionChoice = Object.fromEntries(keys.map((key) => [key, true]));
		const { Records } = JSON.parse(await exported(history, 'json', all)) as typeof whole;
		const again = Records.map((record) => {
			const result = readRecord(JSON.stringify(record));
			return result.ok ? outline(result.value.call) : undefined;
		});
		const before = whole.Records.map(({ eventID }) =>
			history.stored.find(({ eventId }) => eventId === eventID),
		);
		expect(again).toEqual(before.map((call) => call && outline(call)));
	});
});

/** What a call is, whoever made it on whatever. */
function outline({
	eventId,
	eventTime,
	eventName,
	readOnly,
	region,
	caller,
	origin,
	touches,
	errorCode,
}: Call) {
	return {
		...{ eventId, eventTime, eventName, readOnly, region, errorCode, type: caller.type },
		...{ sessionStart: caller.sessionStart, kind: origin.kind, rule: origin.rule },
		touches: touches.map(({ arn, role }) => ({ role, kind: parseArn(arn)?.kind })),
	};
}
