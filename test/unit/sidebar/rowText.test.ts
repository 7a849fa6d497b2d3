import { describe, expect, it } from 'vitest';
import type { Call } from '../../../src/model/call.ts';
import type { CallNode, PlaceNode, ResourceNode } from '../../../src/sidebar/rows.ts';
import { rowText } from '../../../src/sidebar/rowText.ts';
import { rowTooltip } from '../../../src/sidebar/rowTooltip.ts';
import { buildCall, buildPipelineArn } from '../../builders/call.ts';

const now = Date.parse('2026-11-23T09:30:00Z');
const options = { now, groupBy: 'resource' as const, locale: 'en' };

function callNode(call: Call, arn?: string): CallNode {
	return {
		type: 'call',
		id: 'id',
		eventId: call.eventId,
		call,
		...(arn !== undefined && { arn }),
	};
}

const resource: ResourceNode = {
	type: 'resource',
	id: 'id',
	arn: 'arn:aws:imagebuilder:us-east-1:111122223333:image-recipe/golden-ami/1.0.3',
	filter: {},
	resource: {
		arn: 'arn:aws:imagebuilder:us-east-1:111122223333:image-recipe/golden-ami/1.0.3',
		kind: 'image-recipe',
		name: 'golden-ami',
		version: '1.0.3',
		accountId: '111122223333',
		region: 'us-east-1',
		calls: 12,
		changes: 3,
		failures: 1,
		lastCall: '2026-11-22T09:30:00Z',
		lastChange: {
			eventId: '1',
			eventName: 'CreateImageRecipe',
			eventTime: '2026-11-20T09:30:00Z',
			caller: 'alice',
			origin: 'console',
		},
	},
};

const ranLast: ResourceNode = {
	...resource,
	resource: {
		...resource.resource,
		lastChange: {
			...{ eventId: '2', eventName: 'StartImagePipelineExecution', caller: 'alice' },
			...{ eventTime: '2026-11-22T11:30:00Z', origin: 'console' },
		},
	},
};

describe('rowText', () => {
	it('says name, version, changes and who was last of a resource', () => {
		const row = rowText(resource, options);
		expect(row.label).toBe('golden-ami 1.0.3');
		expect(row.description).toBe('3 d ago by alice · 3 changes');
		expect(row.accessible).toBe('Image recipe, golden-ami 1.0.3, 3 changes, 3 d ago by alice');
		expect(row.command?.id).toBe('imageBuilderHistory.showHistory');
	});

	it('calls no run a change', () => {
		expect(rowText(ranLast, options).description).toBe('run 22 h ago by alice · 3 changes');
	});

	it('says who, when and with what of a call', () => {
		const call = buildCall();
		const row = rowText(callNode(call, buildPipelineArn()), options);
		expect(row.label).toBe('Update');
		expect(row.accessible).toMatch(/^UpdateImagePipeline, change, /);
		expect(row.description).toBe('alice@example.com · 3 d ago · Console');
		expect(row.command).toMatchObject({
			id: 'imageBuilderHistory.showCall',
			argument: call.eventId,
		});
	});

	it.each([
		['StartImagePipelineExecution', 'StartExecution'],
		['TagResource', 'Tag'],
		['PutImagePipelinePolicy', 'PutPolicy'],
		['SomethingNew', 'SomethingNew'],
		['ImagePipeline', 'ImagePipeline'],
	])('leaves out of %s what the resource above says: %s', (eventName, label) => {
		const node = callNode(buildCall({ eventName }), buildPipelineArn());
		expect(rowText(node, options).label).toBe(label);
	});

	it('gives the whole name where no resource is above, or it is only named', () => {
		expect(rowText(callNode(buildCall()), options).label).toBe('UpdateImagePipeline');
		const recipe = 'arn:aws:imagebuilder:us-east-1:111122223333:image-recipe/a/1.0.0';
		const call = buildCall({ touches: [{ arn: recipe, role: 'reference' }] });
		expect(rowText(callNode(call, recipe), options).label).toBe('UpdateImagePipeline');
	});

	it('shortens the callers that are services', () => {
		const caller = { type: 'AWSService', name: 'imagebuilder.amazonaws.com' };
		expect(rowText(callNode(buildCall({ caller })), options).description).toContain(
			'imagebuilder · ',
		);
	});

	it('tells a failed call by icon and word, not by colour alone', () => {
		const row = rowText(callNode(buildCall({ errorCode: 'AccessDenied' })), options);
		expect(row.icon).toBe('error');
		expect(row.description).toMatch(/^failed: AccessDenied · /);
		expect(row.accessible).toContain('failed: AccessDenied');
	});

	it('tells a change in the console from one by a tool', () => {
		const byTool = buildCall({ origin: { kind: 'terraform', rule: 'r', evidence: 'e' } });
		const hand = rowText(callNode(buildCall()), options);
		const tool = rowText(callNode(byTool), options);
		expect(hand.icon).not.toBe(tool.icon);
		expect(hand.color).toBe('charts.yellow');
		expect(tool.color).toBeUndefined();
	});

	it('marks a call that only names the resource', () => {
		const arn = buildPipelineArn();
		const call = buildCall({ touches: [{ arn, role: 'reference' }] });
		expect(rowText(callNode(call, arn), options).description).toMatch(/^names it · /);
	});

	it('leaves out what the group above says already', () => {
		const node = callNode(buildCall());
		const byCaller = rowText(node, { ...options, groupBy: 'caller' }).description;
		expect(byCaller).toBe('golden-ami · 3 d ago · Console');
		expect(rowText(node, { ...options, groupBy: 'day' }).description).not.toContain('ago');
	});

	it('calls an account by its name, beside its id', () => {
		const place: PlaceNode = {
			...{ type: 'place', id: 'id', accountId: '111122223333', region: 'us-east-1', filter: {} },
			open: true,
			counts: { key: '', calls: 3, changes: 2, failures: 0, lastCall: '' },
		};
		expect(rowText(place, options)).toMatchObject({
			label: 'us-east-1',
			description: '111122223333 · 2 changes',
		});
		const names = { '111122223333': 'Production' };
		expect(rowText(place, { ...options, names })).toMatchObject({
			label: 'Production · us-east-1',
			description: '2 changes · 111122223333',
		});
		const call = callNode(buildCall({ accountId: '111122223333' }));
		expect(rowTooltip(call, { names })).toContain('Production');
	});

	it('keeps hostile names on one line and in their order', () => {
		const caller = { type: 'IAMUser', name: 'eve\n\u202e\u0007$(check)' };
		const row = rowText(callNode(buildCall({ caller }), buildPipelineArn()), options);
		expect(row.description).toMatch(/^eve \$\(check\) · /);
	});
});

describe('rowTooltip', () => {
	it('says whether code defines a resource, where that is known', () => {
		expect(rowTooltip(resource)).not.toContain('workspace');
		expect(rowTooltip(resource, {}, { isInCode: true })).toContain(
			'Code of this workspace defines it.',
		);
		expect(rowTooltip(resource, {}, { isInCode: false })).toContain(
			'No code of this workspace defines it.',
		);
	});

	it('tells the last change from the last run', () => {
		expect(rowTooltip(resource)).toMatch(/^Last change: `CreateImageRecipe` .*alice, Console$/m);
		expect(rowTooltip(resource)).not.toContain('Last run');
		const lastEdit = buildCall({ caller: { type: 'IAMUser', name: 'dave' } });
		const both = rowTooltip(ranLast, {}, { lastEdit });
		expect(both).toMatch(/^Last change: `UpdateImagePipeline` .*dave, Console$/m);
		expect(both).toMatch(/^Last run: `StartImagePipelineExecution` .*alice, Console$/m);
		expect(rowTooltip(ranLast)).not.toContain('Last change');
	});

	it('shows hostile text as text', () => {
		const hostile =
			'[click](command:workbench.action.quit) <img src=x onerror=alert(1)> `x` | **b** https://example.com';
		const text = rowTooltip(
			callNode(
				buildCall({
					errorCode: hostile,
					errorMessage: hostile,
					eventName: hostile,
					sourceIPAddress: hostile,
					caller: { type: 'IAMUser', name: hostile },
					origin: { kind: 'cli', rule: 'r', name: hostile, evidence: hostile },
				}),
			),
		);
		const outsideCode = (text ?? '').replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, '');
		expect(outsideCode).not.toMatch(/\]\(|<|https:|command:/);
	});
});
