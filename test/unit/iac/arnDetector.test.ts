import { describe, expect, it } from 'vitest';
import { findArns } from '../../../src/iac/arnDetector.ts';
import { parseArn } from '../../../src/model/arn.ts';

const head = 'arn:aws:imagebuilder:us-east-1:111122223333';

function patterns(text: string): readonly string[] {
	return findArns(text).map((found) => found.pattern);
}

describe('findArns', () => {
	it('gives offsets and kind of each ARN, in order', () => {
		const text = `a ${head}:image-pipeline/x, b ${head}:workflow/test/y/1.0.0/2`;
		const found = findArns(text);
		expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([
			`${head}:image-pipeline/x`,
			`${head}:workflow/test/y/1.0.0/2`,
		]);
		expect(found.map(({ kind }) => kind)).toEqual(['image-pipeline', 'workflow/test']);
		expect(found.map(({ arn }) => arn)).toEqual(found.map(({ pattern }) => pattern));
	});

	it.each<[string, string, string]>([
		[
			'YAML',
			`Arn: !Sub arn:\${AWS::Partition}:imagebuilder:\${AWS::Region}:\${AWS::AccountId}:image-recipe/\${Name}/1.0.x # why`,
			'arn:*:imagebuilder:*:*:image-recipe/*/1.0.x',
		],
		['YAML list', `- ${head}:component/a/1.0.0/1\n- b`, `${head}:component/a/1.0.0/1`],
		['JSON', `{"arn":"${head}:image/a/x.x.x"}`, `${head}:image/a/x.x.x`],
		['JSON in JSON', `"{\\"arn\\":\\"${head}:image/a\\"}"`, `${head}:image/a`],
		[
			'HCL',
			`arn = "arn:\${data.aws_partition.current.partition}:imagebuilder:\${var.region}:aws:component/update-linux/x.x.x"`,
			'arn:*:imagebuilder:*:aws:component/update-linux/x.x.x',
		],
		[
			'HCL with nested holes',
			`"arn:aws:imagebuilder:\${lookup(var.m, "\${var.k}")}:\${local.a["b"]}:image/\${var.n}-ami"`,
			'arn:aws:imagebuilder:*:*:image/*-ami',
		],
		[
			'TypeScript',
			`\`arn:aws:imagebuilder:\${stack.region}:\${f({ a: 1 })}:image-pipeline/\${id}\`;`,
			'arn:aws:imagebuilder:*:*:image-pipeline/*',
		],
		[
			'Python f-string',
			`f"arn:aws:imagebuilder:{region}:{account['id']}:image-recipe/{name}/1.0.0"`,
			'arn:aws:imagebuilder:*:*:image-recipe/*/1.0.0',
		],
		[
			'Python format',
			`"arn:aws:imagebuilder:{}:{}:image/{0}".format(a)`,
			'arn:aws:imagebuilder:*:*:image/*',
		],
		[
			'printf',
			`"arn:aws:imagebuilder:%s:%d:image/%(name)s/1.0.0"`,
			'arn:aws:imagebuilder:*:*:image/*/1.0.0',
		],
		[
			'shell',
			`arn:aws:imagebuilder:$AWS_REGION:$(account id):image-pipeline/$NAME "`,
			'arn:aws:imagebuilder:*:*:image-pipeline/*',
		],
		[
			'Jinja',
			`arn:aws:imagebuilder:{region }:{account }:component/{name }/1.{{ minor }}.0/1`,
			'arn:aws:imagebuilder:*:*:component/*/1.*.0/1',
		],
		[
			'Ruby',
			`"arn:aws:imagebuilder:#{region}:111122223333:image/a"`,
			'arn:aws:imagebuilder:*:111122223333:image/a',
		],
		[
			'a document\u2019s placeholders',
			'arn:aws:imagebuilder:<region>:<account id>:image/<name>',
			'arn:aws:imagebuilder:*:*:image/*',
		],
		['Markdown code', `See \`${head}:image/a/1.0.0\`.`, `${head}:image/a/1.0.0`],
		['Markdown link', `[it](https://example.com/#${head}:image/a)`, `${head}:image/a`],
		['Markdown bold', `**${head}:image/a/1.0.0**`, `${head}:image/a/1.0.0`],
		['Markdown bold of a pattern', `**${head}:image/a/***`, `${head}:image/a/*`],
		['Markdown italic', `_${head}:image/a_`, `${head}:image/a`],
		['HTML', `<code>${head}:image/a</code>`, `${head}:image/a`],
		['the end of a sentence', `It is ${head}:image/a/1.0.0.`, `${head}:image/a/1.0.0`],
		['a version and a sentence', `It is ${head}:image/a/1.0. Then`, `${head}:image/a/1.0`],
		['brackets', `(${head}:image/a)`, `${head}:image/a`],
		[
			'a log line',
			`2026-10-01 ERROR [build] ${head}:image/a/1.0.0/2: failed`,
			`${head}:image/a/1.0.0/2`,
		],
		['a log field', `arn=${head}:image/a;next`, `${head}:image/a`],
		[
			'a wildcard policy',
			`"Resource": "arn:aws:imagebuilder:*:*:image-pipeline/*"`,
			'arn:aws:imagebuilder:*:*:image-pipeline/*',
		],
		[
			'a wildcard at the end',
			`"${head}:workflow/build/a/1.0.0/*"`,
			`${head}:workflow/build/a/1.0.0/*`,
		],
		['a path that goes on', `${head}:image/a/xyz`, `${head}:image/a`],
		[
			'GovCloud',
			'arn:aws-us-gov:imagebuilder:us-gov-west-1:111122223333:image/a',
			'arn:aws-us-gov:imagebuilder:us-gov-west-1:111122223333:image/a',
		],
		[
			'China',
			'arn:aws-cn:imagebuilder:cn-north-1:aws:image/a',
			'arn:aws-cn:imagebuilder:cn-north-1:aws:image/a',
		],
		[
			'a third party',
			'arn:aws:imagebuilder:us-east-1:third-party:component/a/1.0.0/1',
			'arn:aws:imagebuilder:us-east-1:third-party:component/a/1.0.0/1',
		],
		['the end of the text', `${head}:image/a`, `${head}:image/a`],
	])('finds the one in %s', (_title, text, pattern) => {
		const found = findArns(text);
		expect(found.map((arn) => arn.pattern)).toEqual([pattern]);
		expect(found[0]?.arn).toBe(text.slice(found[0]?.start, found[0]?.end));
		expect(parseArn(pattern)?.kind).toBe(found[0]?.kind);
	});

	it.each([
		'',
		'imagebuilder',
		'Service: imagebuilder.amazonaws.com',
		'arn:aws:ec2:us-east-1:111122223333:instance/i-1',
		'arn:aws:imagebuilder:us-east-1:111122223333:*',
		'arn:aws:imagebuilder:us-east-1:111122223333:image/',
		'arn:aws:imagebuilder:us-east-1:image/a',
		'arn:aws:imagebuilder:${unclosed:111122223333:image/a',
		'xarn:aws:imagebuilder:us-east-1:111122223333:image/a',
		'arn:aws:imagebuilder:us-east-1\n:111122223333:image/a',
		':imagebuilder:us-east-1:111122223333:image/a',
	])('finds none in %j', (text) => {
		expect(patterns(text)).toEqual([]);
	});

	it('finds two that touch', () => {
		expect(patterns(`${head}:image/a,${head}:image/b`)).toHaveLength(2);
		expect(patterns(`${head}:image/a ${head}:image/b`)).toHaveLength(2);
	});

	it('finds one after a broken one', () => {
		expect(patterns(`arn:aws:imagebuilder:us-east-1: ${head}:image/b`)).toEqual([
			`${head}:image/b`,
		]);
	});

	it('counts offsets in UTF-16 units', () => {
		expect(findArns(`\u{1f600} ${head}:image/a`)[0]?.start).toBe(3);
	});

	// Each takes minutes where a search is not linear, and this test's time-out ends it.
	it.each<[string, string, number]>([
		['no ARN', 'x'.repeat(2_000_000), 0],
		['services only', ':imagebuilder:'.repeat(150_000), 0],
		['open holes', 'arn:a:imagebuilder:${'.repeat(100_000), 0],
		['nested holes', `arn:aws:imagebuilder:${'${'.repeat(1_000_000)}`, 0],
		['prefixes', 'arn:'.repeat(500_000), 0],
		['a long Region', `arn:aws:imagebuilder:${'a'.repeat(2_000_000)}`, 0],
		['stars', `${head}:image/${'*'.repeat(2_000_000)}`, 1],
		['ARNs', `${head}:image/a/1.0.0/1 `.repeat(30_000), 30_000],
	])('takes 2 MB of %s', (_title, text, count) => {
		expect(findArns(text)).toHaveLength(count);
	});
});
