import { describe, expect, it } from 'vitest';
import { readLookUpText } from '../../../src/model/lookUpText.ts';
import { resourceTitle } from '../../../src/model/resourceNames.ts';
import { sortedJson } from '../../../src/model/sortedJson.ts';

describe('readLookUpText', () => {
	const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/golden-ami';

	it.each([
		[`  "${arn}",`, { kind: 'arn', arn, pattern: false }],
		[
			arn.replace('golden-ami', '*'),
			{ kind: 'arn', arn: arn.replace('golden-ami', '*'), pattern: true },
		],
		[
			'0A1B2C3D-0000-4000-8000-00000000000F',
			{ kind: 'event', eventId: '0a1b2c3d-0000-4000-8000-00000000000f' },
		],
		['golden ami', { kind: 'words', words: 'golden ami' }],
		['arn:aws:s3:::bucket', { kind: 'words', words: 'arn:aws:s3:::bucket' }],
		['   ', { kind: 'nothing' }],
	])('reads %j', (text, expected) => {
		expect(readLookUpText(text)).toEqual(expected);
	});
});

describe('resourceTitle', () => {
	it('says name, version and build', () => {
		const image = 'arn:aws:imagebuilder:us-east-1:111122223333:image/golden-ami/1.0.3/2';
		expect(resourceTitle(image)).toBe('golden-ami 1.0.3/2');
		expect(resourceTitle('something')).toBe('something');
	});
});

describe('sortedJson', () => {
	it('orders keys at every depth and keeps the order of lists', () => {
		expect(sortedJson('{"b":[{"d":1,"c":2},0],"a":null}')).toBe(
			sortedJson('{"a":null,"b":[{"c":2,"d":1},0]}'),
		);
		expect(sortedJson('[2,1]')).toBe('[\n\t2,\n\t1\n]\n');
	});

	it('leaves other text alone and cannot be poisoned', () => {
		expect(sortedJson('not json')).toBe('not json');
		const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
		expect(sortedJson(deep)).toBe(deep);
		expect(sortedJson('{"__proto__":{"x":1}}')).toContain('__proto__');
	});
});
