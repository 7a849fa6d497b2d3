import { describe, expect, it } from 'vitest';
import { arnMatcher, isPattern, normaliseName, parseArn } from '../../../src/model/arn.ts';

const head = 'arn:aws:imagebuilder:us-east-1:111122223333';

describe('parseArn', () => {
	it.each([
		['image-pipeline/golden-ami', { kind: 'image-pipeline', name: 'golden-ami' }],
		[
			'image-recipe/golden-ami/1.0.0',
			{ kind: 'image-recipe', name: 'golden-ami', version: '1.0.0' },
		],
		['container-recipe/box/1.0.x', { kind: 'container-recipe', name: 'box', version: '1.0.x' }],
		['infrastructure-configuration/a', { kind: 'infrastructure-configuration', name: 'a' }],
		['distribution-configuration/a_b', { kind: 'distribution-configuration', name: 'a_b' }],
		['component/a/1.0.0/3', { kind: 'component', name: 'a', version: '1.0.0', build: '3' }],
		['component/a/x.x.x', { kind: 'component', name: 'a', version: 'x.x.x' }],
		['image/a/1.0.0/12', { kind: 'image', name: 'a', version: '1.0.0', build: '12' }],
		['lifecycle-policy/a', { kind: 'lifecycle-policy', name: 'a' }],
		[
			'workflow/build/a/1.0.0/1',
			{ kind: 'workflow/build', name: 'a', version: '1.0.0', build: '1' },
		],
		['workflow/test/a/1.0.0', { kind: 'workflow/test', name: 'a', version: '1.0.0' }],
		[
			'workflow/distribution/a/1.x.x',
			{ kind: 'workflow/distribution', name: 'a', version: '1.x.x' },
		],
		[
			'workflow/build/a/1.0.0/*',
			{ kind: 'workflow/build', name: 'a', version: '1.0.0', build: '*' },
		],
		['image-recipe/a/*', { kind: 'image-recipe', name: 'a', version: '*' }],
		['image/*', { kind: 'image', name: '*' }],
		['image/test/1.0.0', { kind: 'image', name: 'test', version: '1.0.0' }],
	])('reads %s', (resource, expected) => {
		const arn = `${head}:${resource}`;
		expect(parseArn(arn)).toEqual({
			arn,
			partition: 'aws',
			region: 'us-east-1',
			owner: '111122223333',
			...expected,
		});
	});

	it.each(['aws', 'aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-eusc', '*'])(
		'takes the partition %s',
		(partition) => {
			expect(parseArn(`arn:${partition}:imagebuilder:*:*:image/a`)?.partition).toBe(partition);
		},
	);

	it.each(['444455556666', 'aws', 'aws-marketplace', 'third-party', '*'])(
		'takes the owner %s',
		(owner) => {
			expect(parseArn(`arn:aws:imagebuilder:eu-west-1:${owner}:component/a/1.0.0`)?.owner).toBe(
				owner,
			);
		},
	);

	it.each([
		'',
		'arn:aws:imagebuilder:us-east-1:111122223333:image',
		`${head}:image/`,
		`${head}:images/a`,
		`${head}:workflow/a/1.0.0`,
		`${head}:image/a/b`,
		`${head}:image/a/1.0.0.0`,
		`${head}:image/a/1.0.0/1/1`,
		`${head}:image/a `,
		` ${head}:image/a`,
		`${head}:image/a\n`,
		`${head}:image/a](command:x)`,
		`${head}::image/a`,
		'arn:aws:ec2:us-east-1:111122223333:image/ami-1',
		'ARN:AWS:IMAGEBUILDER:us-east-1:111122223333:image/a',
		`${head}:image/${'a'.repeat(3000)}`,
	])('refuses %j', (text) => {
		expect(parseArn(text)).toBeUndefined();
	});

	it('survives texts that are made to keep it busy', () => {
		const hostile = [
			`arn:${'a-'.repeat(1000)}`,
			`${head}:image/${'a'.repeat(900)}/${'1'.repeat(900)}!`,
			`${head}:image/${'*'.repeat(1900)}!`,
			`arn:aws:imagebuilder:${'-'.repeat(2000)}`,
		];
		expect(hostile.map(parseArn)).toEqual(hostile.map(() => undefined));
	});
});

describe('normaliseName', () => {
	it('does to a name what Image Builder does', () => {
		expect(normaliseName('My_Golden AMI')).toBe('my-golden-ami');
		expect(normaliseName('a-b')).toBe('a-b');
	});
});

describe('isPattern', () => {
	it.each([
		[`${head}:image/a`, false],
		[`${head}:image/x/1.0.0`, false],
		[`${head}:image/a/1.0.x`, true],
		[`${head}:image/a/1.0.0/x`, true],
		[`${head}:image/a*`, true],
		['arn:aws:imagebuilder:us-east-1:*:image/a', true],
		['arn:aws:imagebuilder:*', true],
	])('%s: %s', (text, expected) => {
		expect(isPattern(text)).toBe(expected);
	});
});

describe('arnMatcher', () => {
	it.each([
		['image/a/1.0.0/1', 'image/a/1.0.0/1'],
		['image/a', 'image/a/1.0.0/1'],
		['image/a/1.0.0', 'image/a/1.0.0/1'],
		['image/a/1.0.x', 'image/a/1.0.7'],
		['image/a/1.0.x', 'image/a/1.0.7/3'],
		['image/a/1.0.x', 'image/a/1.0.x'],
		['image/a/x.x.x', 'image/a/3.2.1/9'],
		['image/a/1.*', 'image/a/1.2.3'],
		['image/a/*', 'image/a/1.2.3/4'],
		['image/a/1.0.0/*', 'image/a/1.0.0/4'],
		['image/a/1.0.0/x', 'image/a/1.0.0/4'],
		['image/1/1.0.0/1', 'image/1/1.0.0/1'],
		['component/1/1/*', 'component/1/1/1'],
		['image/gol*', 'image/golden/1.0.0'],
		['image/*-ami/1.0.0', 'image/golden-ami/1.0.0'],
		['image/*', 'image/a/1.0.0/1'],
		['workflow/build/a/1.0.0/*', 'workflow/build/a/1.0.0/1'],
	])('%s stands for %s', (pattern, arn) => {
		expect(arnMatcher(`${head}:${pattern}`)(`${head}:${arn}`)).toBe(true);
	});

	it.each([
		['image/a', 'image/ab'],
		['image/a', 'image-recipe/a'],
		['image/a/1.0.0/1', 'image/a/1.0.0/11'],
		['image/a/1.0.0/1', 'image/a/1.0.0'],
		['image/a/1.0.x', 'image/a/1.1.0'],
		['image/a/1.0.x', 'image/a'],
		['image/a/1.0.0/x', 'image/a/1.0.0'],
		['image/a/*', 'image/a'],
		['image/a*/1.0.0', 'image/b/1.0.0'],
		['image/a*', 'image-recipe/a'],
		['workflow/build/*', 'workflow/test/a/1.0.0'],
	])('%s does not stand for %s', (pattern, arn) => {
		expect(arnMatcher(`${head}:${pattern}`)(`${head}:${arn}`)).toBe(false);
	});

	it('takes wildcards in partition, region and owner', () => {
		const test = arnMatcher('arn:*:imagebuilder:eu-*:*:image-pipeline/a');
		expect(test('arn:aws-cn:imagebuilder:eu-west-1:444455556666:image-pipeline/a')).toBe(true);
		expect(test('arn:aws:imagebuilder:us-east-1:444455556666:image-pipeline/a')).toBe(false);
	});

	it('takes a pattern that is no whole ARN', () => {
		expect(arnMatcher('arn:aws:imagebuilder:*')(`${head}:image/a`)).toBe(true);
		expect(arnMatcher('arn:aws:imagebuilder:eu-*')(`${head}:image/a`)).toBe(false);
		expect(arnMatcher('*')(`${head}:image/a`)).toBe(true);
		expect(arnMatcher('arn:*:image/a*')(`${head}:image/a`)).toBe(false);
	});

	it('does not try a hostile pattern in ever more ways', () => {
		const test = arnMatcher(`${head}:image/${'*-'.repeat(60)}b`);
		expect(test(`${head}:image/${'-'.repeat(1500)}a`)).toBe(false);
	});
});
