import { describe, expect, it } from 'vitest';
import { allowedBy, readAllowedOrigins } from '../../../src/model/allowedOrigins.ts';
import type { Call, OriginKind } from '../../../src/model/call.ts';
import { configurationEdits, runOperations } from '../../../src/model/configurationEdits.ts';
import { mutatingOperations } from '../../../src/model/operations.ts';
import { judge } from '../../../src/model/outsideCode.ts';
import { buildCall, buildPipelineArn } from '../../builders/call.ts';

const arn = buildPipelineArn();

function by(kind: OriginKind, time: string, rest: Partial<Call> = {}): Call {
	const origin = { kind, rule: `rule-${kind}`, evidence: `evidence of ${kind}` };
	return buildCall({ origin, eventTime: `2026-11-${time}Z`, ...rest });
}

const deploy = by('terraform', '10T10:00:00');
const inConsole = by('console', '12T10:00:00');
const terraform = { tool: 'terraform', arn } as const;

describe('judge', () => {
	it('tells changes by others since the last deploy, with rule and evidence', () => {
		const before = by('console', '09T10:00:00');
		const byCli = by('cli', '13T10:00:00');
		const verdict = judge({ ...terraform, changes: [byCli, inConsole, deploy, before] });
		expect(verdict).toMatchObject({
			kind: 'outside',
			rule: 'changed-since-deploy',
			deploy,
			changes: [byCli, inConsole],
		});
		expect(verdict.evidence).toContain('evidence of cli');
		expect(verdict.evidence).toContain('evidence of terraform');
	});

	it('is content once the owning tool deployed again', () => {
		const again = by('terraform', '14T10:00:00');
		expect(judge({ ...terraform, changes: [again, inConsole, deploy] })).toMatchObject({
			kind: 'deployed',
			rule: 'deployed-last',
			deploy: again,
		});
	});

	it('claims nothing where the owning tool was never seen', () => {
		expect(judge({ ...terraform, changes: [inConsole] })).toMatchObject({
			kind: 'unknown',
			rule: 'no-deploy-seen',
		});
		expect(judge({ ...terraform, changes: [] }).kind).toBe('unknown');
	});

	it('takes a run for no edit, whoever starts it', () => {
		const run = by('console', '13T10:00:00', { eventName: 'StartImagePipelineExecution' });
		expect(judge({ ...terraform, changes: [run, deploy] }).kind).toBe('deployed');
		const ran = { ...deploy, eventName: 'StartImagePipelineExecution' };
		expect(judge({ ...terraform, changes: [inConsole, ran] }).kind).toBe('unknown');
	});

	it.each([
		['cloudformation', 'cloudformation', 'deployed'],
		['cloudformation', 'cdk', 'unknown'],
		['cdk', 'cloudformation', 'deployed'],
		['cdk', 'cdk', 'deployed'],
		['cdktf', 'terraform', 'deployed'],
		['pulumi', 'pulumi', 'deployed'],
		['pulumi', 'terraform', 'unknown'],
	] as const)('knows who deploys for %s: %s is %s', (tool, origin, kind) => {
		expect(judge({ tool, arn, changes: [by(origin, '10T10:00:00')] }).kind).toBe(kind);
	});

	it('takes Cloud Control for the owning tool and Image Builder for nobody', () => {
		const service = (name: string, time: string) =>
			by('service', time, { origin: { kind: 'service', name, rule: 'r', evidence: 'e' } });
		const viaCloudControl = service('cloudcontrolapi.amazonaws.com', '10T10:00:00');
		const itself = service('imagebuilder.amazonaws.com', '11T10:00:00');
		const other = service('lambda.amazonaws.com', '12T10:00:00');
		expect(judge({ ...terraform, changes: [itself, viaCloudControl] }).kind).toBe('deployed');
		expect(judge({ ...terraform, changes: [other, itself, viaCloudControl] })).toMatchObject({
			kind: 'outside',
			changes: [other],
		});
	});

	it('leaves out what a rule of the workspace allows, and says why', () => {
		const allowed = readAllowedOrigins([{ origin: 'console', reason: 'on call' }]);
		expect(judge({ ...terraform, changes: [inConsole, deploy], allowed })).toMatchObject({
			kind: 'deployed',
			rule: 'allowed-since-deploy',
			allowed: [{ call: inConsole, reason: 'on call' }],
		});
		const byCli = by('cli', '13T10:00:00');
		expect(judge({ ...terraform, changes: [byCli, inConsole, deploy], allowed })).toMatchObject({
			kind: 'outside',
			changes: [byCli],
			allowed: [{ call: inConsole }],
		});
	});
});

describe('allowed origins', () => {
	it.each([
		['no list', 'console'],
		['no reason', [{ origin: 'console' }]],
		['an empty reason', [{ origin: 'console', reason: ' ' }]],
		['nothing but a reason', [{ reason: 'anything goes' }]],
		[
			'a field of a wrong type, which would make it wider',
			[{ origin: 1, caller: 'a', reason: 'b' }],
		],
		['no object', [null, 'console', 3]],
	])('reads no rule from %s', (_name, value) => {
		expect(readAllowedOrigins(value)).toEqual([]);
	});

	it.each([
		[{ caller: 'alice@example.com' }, true],
		[{ caller: '*@example.com' }, true],
		[{ caller: 'PlatformAdmin' }, true],
		[{ caller: 'alice' }, false],
		[{ caller: 'alice@example.com', origin: 'cli' }, false],
		[{ origin: 'Console' }, true],
		[{ resource: 'golden-*' }, true],
		[{ resource: arn }, true],
		[{ resource: 'arn:aws:imagebuilder:*:*:image-recipe/golden-ami' }, false],
		[{ resource: 'web-*' }, false],
	])('%j allows: %s', (rule, expected) => {
		const rules = readAllowedOrigins([{ ...rule, reason: 'because' }]);
		expect(rules).toHaveLength(1);
		expect(allowedBy(inConsole, arn, rules) !== undefined).toBe(expected);
	});
});

describe('edits and runs', () => {
	it('are all mutating operations, each one or the other', () => {
		expect([...configurationEdits, ...runOperations].sort()).toEqual(
			[...mutatingOperations].sort(),
		);
	});

	// an operation that is new to the table lands among the edits: look whether it belongs there
	it('know which operations run something', () => {
		expect(
			configurationEdits.filter(
				(name) => !/^(?:Create|Update|Delete|Put\w+Policy|Import|Tag|Untag)/.test(name),
			),
		).toEqual([]);
		expect(runOperations).toContain('StartImagePipelineExecution');
		expect(configurationEdits).toContain('TagResource');
	});
});
