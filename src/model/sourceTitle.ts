import { plainText } from './plainText.ts';
import { english, type Translate } from './translate.ts';

/**
 * A source for people, by its `sourceId`: `Event history`, `S3 bucket trail-logs`. Names in it come
 * from settings and records.
 */
export function sourceTitle(id: string, t: Translate = english): string {
	const [, kind = '', rest = ''] = /^(s3|cloudwatch-logs|athena|lake|sqs):(.+)$/.exec(id) ?? [];
	const name = plainText(rest.replace(/^\/\//, ''), 120);
	switch (kind === '' ? id : kind) {
		case 'event-history':
			return t('Event history');
		case 'logs':
			return t('imported log files');
		case 'sample':
			return t('sample history');
		case 's3':
			return t('S3 bucket {0}', name);
		case 'cloudwatch-logs':
			return t('log group {0}', name);
		case 'athena':
			return t('Athena table {0}', name);
		case 'lake':
			return t('event data store {0}', name);
		case 'sqs':
			return t('queue {0}', name);
		default:
			return plainText(id, 120);
	}
}
