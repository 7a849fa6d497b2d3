import { eventBridgeTemplate, trailTemplate } from './liveTemplates.ts';
import { plainText } from './plainText.ts';
import { policyOf, policyValues } from './policy.ts';
import { english, type Translate } from './translate.ts';

/** What is known of the place that live updates are set up for. */
export interface LiveSetupFacts {
	readonly connection?: string;
	readonly profile?: string;
	readonly accountId?: string;
	readonly region?: string;
	/** Of the trail's log files. */
	readonly bucket?: string;
	/** What comes before `AWSLogs/` in it, without slashes at its ends. */
	readonly prefix?: string;
	/** `image-builder-history` if not given. */
	readonly queue?: string;
}

/**
 * How to set up a queue that brings new calls, as Markdown, with the commands and templates that
 * make it. What is not known is a word in capitals.
 */
export function liveSetup(facts: LiveSetupFacts, t: Translate = english): string {
	// what comes from settings ends up in a shell
	const accountId = /^\d{12}$/.exec(facts.accountId ?? '')?.[0] ?? 'ACCOUNT';
	const region = /^[a-z]+(?:-[a-z]+)+-\d+$/.exec(facts.region ?? '')?.[0] ?? 'REGION';
	const profile = plainText(facts.profile ?? '', 200);
	const queue = /^[\w-]{1,73}$/.exec(facts.queue ?? '')?.[0] ?? 'image-builder-history';
	const known = region === 'REGION' ? {} : { region };
	const dns = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
	const queueUrl = `https://sqs.${region}.${dns}/${accountId}/${queue}`;
	const source = { type: 'sqs' as const, queueUrl };
	const values = policyValues(source, { ...known, accountId });
	const partition = values.partition ?? 'aws';
	const trailArn = `arn:${partition}:cloudtrail:${region}:${accountId}:trail/TRAIL`;
	const options = ` --region ${region}${profile && ` --profile ${quoted(profile)}`}`;
	const cli = (command: string) => fenced('sh', command + options);
	const deploy = (stack: string) =>
		`aws cloudformation deploy --stack-name ${stack} --template-file ${stack}.yaml`;
	const urlOf = (stack: string) =>
		`aws cloudformation describe-stacks --stack-name ${stack} --query 'Stacks[0].Outputs'`;
	const read = policyOf(['sqs'], {
		...values,
		partition,
		account: accountId,
		region,
		queue,
		...(facts.bucket !== undefined && { bucket: facts.bucket }),
		prefix: facts.prefix ? `${facts.prefix}/` : '',
	});
	const connection = {
		name: facts.connection ?? 'live',
		profile,
		regions: region === 'REGION' ? [] : [region],
		sources: [{ type: 'event-history' }, source],
	};
	return [
		`# ${t('Live updates of Image Builder History')}`,
		t(
			'With a queue of SQS new calls appear by themselves, in place of every few minutes. Image Builder History makes no AWS resource: here is what makes the queue. Choose one of the two ways, run its commands, and add the queue to the settings. Words in capitals stand for your own names.',
		),
		t(
			'The queue must be for this extension alone: what it has read it deletes. A message that it does not understand stays in the queue. One window at a time reads the queue; all windows on this computer show its calls. People on several computers need a queue each.',
		),
		`## ${t('EventBridge: seconds after the call')}`,
		t(
			'For one account and Region; each further Region needs a stack of its own. The account needs a trail that logs management events. Save this as {0}:',
			'`image-builder-history-events.yaml`',
		),
		fenced('yaml', eventBridgeTemplate({ queue })),
		cli(deploy('image-builder-history-events')),
		cli(urlOf('image-builder-history-events')),
		t(
			'A rule of the state `ENABLED` would bring changes only, as EventBridge leaves out calls whose names begin with Get, List or Describe.',
		),
		`## ${t("A trail's notifications: some minutes after the call")}`,
		t(
			'For all accounts and Regions of the trail. CloudTrail writes log files every few minutes and tells an SNS topic of each; the extension then fetches the file. Save this as {0}:',
			'`image-builder-history-trail.yaml`',
		),
		fenced('yaml', trailTemplate({ queue, trailArn })),
		cli(deploy('image-builder-history-trail')),
		cli(urlOf('image-builder-history-trail')),
		t(
			'Then give the topic to the trail. A trail has one topic: if it has one already, subscribe the queue to that.',
		),
		cli(
			`aws cloudtrail update-trail --name TRAIL --sns-topic-name arn:${partition}:sns:${region}:${accountId}:${queue}`,
		),
		t(
			'Notifications that the bucket itself sends to the queue (`s3:ObjectCreated:*`, directly, by SNS or by EventBridge) are understood too.',
		),
		`## ${t('What the extension needs')}`,
		t('The least policy for whoever reads the queue; log files are fetched only for a trail:'),
		fenced('json', JSON.stringify(read.policy, undefined, '\t')),
		t('And in the settings:'),
		fenced(
			'json',
			JSON.stringify({ 'imageBuilderHistory.connections': [connection] }, undefined, '\t'),
		),
		t(
			'Messages say nothing of what was not sent: only Event history and the archives tell what is complete.',
		),
	]
		.join('\n\n')
		.concat('\n');
}

/** A word of the shell; what is no plain word is quoted. */
function quoted(text: string): string {
	return /^[\w.@+/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function fenced(language: string, text: string): string {
	return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
