import { describe, expect, it } from 'vitest';
import { consoleUrl } from '../../../src/model/consoleUrl.ts';

const arn = (partition: string, region: string, rest: string) =>
	`arn:${partition}:imagebuilder:${region}:111122223333:${rest}`;

describe('consoleUrl', () => {
	it.each([
		['aws', 'us-east-1', 'us-east-1.console.aws.amazon.com'],
		['aws-cn', 'cn-north-1', 'cn-north-1.console.amazonaws.cn'],
		['aws-us-gov', 'us-gov-west-1', 'us-gov-west-1.console.amazonaws-us-gov.com'],
	])('knows the host of %s', (partition, region, host) => {
		const pipeline = arn(partition, region, 'image-pipeline/golden-ami');
		expect(consoleUrl(pipeline)).toBe(
			`https://${host}/imagebuilder/home?region=${region}#/pipelines/${pipeline}`,
		);
	});

	it('opens the list of a kind, or the first page where the list is not known', () => {
		const home = 'https://us-east-1.console.aws.amazon.com/imagebuilder/home?region=us-east-1';
		expect(consoleUrl(arn('aws', 'us-east-1', 'component/x/1.0.0/1'))).toBe(`${home}#/components`);
		expect(consoleUrl(arn('aws', 'us-east-1', 'lifecycle-policy/x'))).toBe(home);
	});

	it.each([
		'golden-ami',
		arn('aws-iso', 'us-iso-east-1', 'image-pipeline/x'),
		arn('aws', '*', 'image-pipeline/x'),
		arn('aws', 'evil', 'image-pipeline/x'),
		arn('aws', 'us-east-1', 'image-pipeline/a"><script>'),
		'arn:aws:imagebuilder:evil.example.com/:111122223333:image-pipeline/x',
	])('leads nowhere from %s', (text) => {
		expect(consoleUrl(text)).toBeUndefined();
	});
});
