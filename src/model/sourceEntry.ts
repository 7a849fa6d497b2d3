import type { SourceSettings } from './connectionSettings.ts';
import { readSourceSettings } from './readConnections.ts';

/** Sources that people can type the place of. */
export type TypedSource = 's3' | 'cloudwatch-logs' | 'athena' | 'lake' | 'sqs';

/**
 * A source from what somebody typed or pasted: a bucket with or without prefix, a log group or its
 * ARN, `database.table`, an event data store's ARN or id, a queue's URL.
 * @returns undefined where it is none
 */
export function readSourceEntry(type: TypedSource, text: string): SourceSettings | undefined {
	const typed = text.trim();
	if (typed === '' || /\s/.test(typed)) {
		return undefined;
	}
	switch (type) {
		case 's3': {
			const path = typed.replace(/^(?:s3:\/\/|arn:[\w-]+:s3:::)/, '');
			// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
			return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/|$)/.test(path)
				? readSourceSettings({ type, bucket: path })
				: undefined;
		}
		case 'cloudwatch-logs': {
			const arn = /^arn:[\w-]+:logs:([\w-]+):/.exec(typed);
			return readSourceSettings({ type, logGroup: typed, ...regionOf(arn) });
		}
		case 'athena': {
			const [database = '', table = '', ...more] = typed.replaceAll('"', '').split('.');
			return more.length > 0 ? undefined : readSourceSettings({ type, database, table });
		}
		case 'lake': {
			const arn = /^arn:[\w-]+:cloudtrail:([\w-]+):\d{12}:eventdatastore\/./.exec(typed);
			return arn || /^[\da-f-]{32,}$/i.test(typed)
				? readSourceSettings({ type, eventDataStore: typed, ...regionOf(arn) })
				: undefined;
		}
		case 'sqs': {
			const url = URL.parse(typed);
			const region = /^sqs\.([\w-]+)\.amazonaws\./.exec(url?.hostname ?? '');
			return url && /^https?:$/.test(url.protocol) && /^\/\d{12}\/[^/]+$/.test(url.pathname)
				? readSourceSettings({ type, queueUrl: typed, ...regionOf(region) })
				: undefined;
		}
	}
}

function regionOf(match: RegExpExecArray | null): { readonly region?: string } {
	const region = match?.[1];
	return region === undefined ? {} : { region };
}
