import { describe, expect, it } from 'vitest';
import { CodeIndexPatterns } from '../../../src/editor/codeIndexPatterns.ts';

const known = 'arn:aws:imagebuilder:eu-west-1:111122223333:';

function index(...patterns: readonly string[]): CodeIndexPatterns<string> {
	const found = new CodeIndexPatterns<string>();
	for (const pattern of patterns) {
		found.add(pattern, pattern.replace('arn:*:imagebuilder:*:*:', ''));
	}
	return found;
}

describe('patterns of code', () => {
	const code = index(
		'arn:*:imagebuilder:*:*:image-recipe/golden/1.0.0',
		'arn:*:imagebuilder:*:*:image-pipeline/golden',
		'arn:*:imagebuilder:*:*:image-pipeline/gold*',
		'arn:*:imagebuilder:us-east-1:*:image-pipeline/golden',
		'arn:*:imagebuilder:*:*:workflow/*/test-it',
		`${known}image/golden/x.x.x`,
	);

	it.each([
		[`${known}image-pipeline/golden`, ['image-pipeline/golden', 'image-pipeline/gold*']],
		[`${known}image-pipeline/goldfish`, ['image-pipeline/gold*']],
		[`${known}image-recipe/golden/1.0.0`, ['image-recipe/golden/1.0.0']],
		[`${known}image-recipe/golden/1.0.1`, []],
		[`${known}image-recipe/golden/1.0.x`, ['image-recipe/golden/1.0.0']],
		[`${known}workflow/build/test-it/1.0.0/1`, ['workflow/*/test-it']],
		[`${known}image/golden/2.0.0/7`, [`${known}image/golden/x.x.x`]],
		[`${known}component/golden`, []],
	])('that may mean %s', (arn, expected) => {
		expect(code.matching(arn)).toEqual(expected);
	});

	it('are found for a pattern of many ARNs too', () => {
		expect(code.matching('arn:*:imagebuilder:*:*:image-pipeline/*')).toEqual([
			'image-pipeline/golden',
			'arn:*:imagebuilder:us-east-1:*:image-pipeline/golden',
			'image-pipeline/gold*',
		]);
	});
});
