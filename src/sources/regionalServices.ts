import { imageBuilderSource } from '../model/readRecord.ts';

/**
 * Services whose records always are of the Region they were made in: they tell that a trail logs
 * that Region. Records of IAM and the like say us-east-1 in logs of any Region, and prove nothing.
 */
export const regionalServices: readonly string[] = [
	imageBuilderSource,
	...[
		'autoscaling',
		'cloudformation',
		'config',
		'ec2',
		'ecr',
		'ecs',
		'kms',
		'lambda',
		'logs',
		'monitoring',
		'secretsmanager',
		'sns',
		'sqs',
		'ssm',
	].map((name) => `${name}.amazonaws.com`),
];
