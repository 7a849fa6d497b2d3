import { describe, expect, it } from 'vitest';
import { arnAt } from '../../../src/editor/arnAt.ts';

const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/golden-ami';

describe('arnAt', () => {
	it('finds the ARN below the cursor, from its first to behind its last character', () => {
		const line = `pipeline: "${arn}" # see ${arn}-2`;
		const start = line.indexOf('arn:');
		expect(arnAt(line, start)).toMatchObject({ start, end: start + arn.length, pattern: arn });
		expect(arnAt(line, start + arn.length)?.start).toBe(start);
		expect(arnAt(line, line.length)?.pattern).toBe(`${arn}-2`);
		expect(arnAt(line, 2)).toBeUndefined();
		expect(arnAt(line, start + arn.length + 3)).toBeUndefined();
	});

	it('finds it in a line of a megabyte, at its own place', () => {
		const line = `${'x '.repeat(300_000)}${arn} ${'y '.repeat(300_000)}`;
		expect(arnAt(line, 600_010)).toMatchObject({ start: 600_000, end: 600_000 + arn.length });
	});

	it('makes a pattern of a template', () => {
		const line = 'arn:%s:imagebuilder:{region}:111122223333:image/golden-ami/1.0.x';
		expect(arnAt(line, 30)?.pattern).toBe(
			'arn:*:imagebuilder:*:111122223333:image/golden-ami/1.0.x',
		);
	});
});
