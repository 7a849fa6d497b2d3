import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument, visit } from 'yaml';
import { livePage } from '../../../scripts/generateLive.ts';
import { liveSetup } from '../../../src/model/liveSetup.ts';
import { readConnections } from '../../../src/model/readConnections.ts';
import { queueRegion } from '../../../src/sources/sqs/queue.ts';

const facts = {
	connection: 'Golden images',
	profile: 'golden',
	accountId: '111122223333',
	region: 'eu-central-1',
	bucket: 'trail-logs',
	prefix: 'org',
};

function blocks(text: string, language: string): readonly string[] {
	return [...text.matchAll(/```(\w+)\n([\s\S]*?)\n```/g)].flatMap(([, name, content = '']) =>
		name === language ? content : [],
	);
}

/** The template's logical ids, and those that `!Ref` and `!GetAtt` name. */
function idsOf(template: string): { resources: readonly string[]; named: readonly string[] } {
	const named: string[] = [];
	const tag = (name: string) => ({
		tag: `!${name}`,
		resolve: (value: string) => {
			named.push(value.split('.')[0] ?? '');
			return value;
		},
	});
	const document = parseDocument(template, { customTags: [tag('Ref'), tag('GetAtt')] });
	expect(document.errors).toEqual([]);
	expect(document.warnings).toEqual([]);
	const strings: unknown[] = [];
	visit(document, { Scalar: (_, { value }) => void strings.push(value) });
	expect(strings).not.toContain('undefined');
	const { Resources } = document.toJS() as { Resources: Readonly<Record<string, unknown>> };
	return { resources: Object.keys(Resources), named };
}

describe('the setup of live updates', () => {
	it('is filled in with what is known', () => {
		const text = liveSetup(facts);
		expect(text).not.toMatch(/\b(?:ACCOUNT|REGION|BUCKET)\b/);
		expect(text).toContain('arn:aws:cloudtrail:eu-central-1:111122223333:trail/TRAIL');
		expect(text).toContain('arn:aws:s3:::trail-logs/org/AWSLogs/*');
		for (const command of blocks(text, 'sh')) {
			expect(command).toMatch(/ --region eu-central-1 --profile golden$/);
		}
	});

	it('has templates whose parts all exist, with the queue open to one sender only', () => {
		const templates = blocks(liveSetup(facts), 'yaml');
		expect(templates).toHaveLength(2);
		for (const template of templates) {
			const { resources, named } = idsOf(template);
			expect(named.length).toBeGreaterThan(4);
			expect(named.filter((id) => !resources.includes(id))).toEqual([]);
			expect(template).toMatch(/Action: sqs:SendMessage[\s\S]*ArnEquals: \{ 'aws:SourceArn': !/);
		}
		expect(templates[0]).toContain('State: ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
	});

	it('has a setting that the extension takes, and a queue in the right place', () => {
		const [, setting = ''] = blocks(liveSetup({ ...facts, region: 'cn-north-1' }), 'json');
		const values = JSON.parse(setting) as Readonly<Record<string, unknown>>;
		const read = readConnections(values['imageBuilderHistory.connections'], {
			profile: '',
			regions: [],
		});
		expect(read.problems).toEqual([]);
		const source = read.connections[0]?.sources.find(({ type }) => type === 'sqs');
		expect(source).toMatchObject({
			queueUrl: 'https://sqs.cn-north-1.amazonaws.com.cn/111122223333/image-builder-history',
		});
		expect(queueRegion(source && 'queueUrl' in source ? source.queueUrl : '')).toBe('cn-north-1');
	});

	it('puts no words of the settings into a shell, and no odd name into a template', () => {
		const text = liveSetup({ ...facts, profile: "a'; rm -rf ~", queue: 'x\n  Evil: true' });
		for (const command of blocks(text, 'sh')) {
			expect(command).toMatch(/ --profile 'a'\\''; rm -rf ~'$/);
		}
		expect(text).not.toContain('Evil');
		const odd = liveSetup({
			...facts,
			region: 'eu-west-1; curl',
			accountId: '1 && x',
			profile: 'a\n```',
		});
		expect(odd).not.toMatch(/curl|&&/);
		expect(blocks(odd, 'sh').every((command) => command.endsWith(" --profile 'a ```'"))).toBe(true);
	});

	it('is what docs/live.md says (npm run generate)', () => {
		expect(readFileSync('docs/live.md', 'utf8')).toBe(livePage());
	});
});
