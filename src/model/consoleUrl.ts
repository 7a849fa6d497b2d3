import { parseArn, type ResourceKind } from './arn.ts';

/** Hosts of the consoles by partition; partitions without a public console are left out. */
const consoleHosts: Readonly<Record<string, string>> = {
	aws: 'console.aws.amazon.com',
	'aws-cn': 'console.amazonaws.cn',
	'aws-us-gov': 'console.amazonaws-us-gov.com',
	'aws-eusc': 'console.amazonaws-eusc.eu',
};

/**
 * Pages of the Image Builder console. AWS documents none of them: these are the ones seen in public
 * links. A kind that is missing here opens the console's first page.
 */
const pages: Partial<Record<ResourceKind, string>> = {
	'image-pipeline': 'pipelines',
	'image-recipe': 'imageRecipes',
	'infrastructure-configuration': 'infraConfigurations',
	'distribution-configuration': 'distributionSettings',
	component: 'components',
	image: 'images',
};

/** Kinds whose page of one resource is known; the others open their list. */
const pagesOfOne: ReadonlySet<ResourceKind> = new Set<ResourceKind>(['image-pipeline']);

/**
 * Where the AWS console shows a resource.
 * @returns undefined for a text that is no ARN, a pattern without a Region, and partitions without
 * a known console.
 */
export function consoleUrl(text: string): string | undefined {
	const arn = parseArn(text);
	const host = consoleHosts[arn?.partition ?? ''];
	// the Region becomes part of a host name: nothing but a Region may stand there
	if (!arn || host === undefined || !/^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(arn.region)) {
		return undefined;
	}
	const home = `https://${arn.region}.${host}/imagebuilder/home?region=${arn.region}`;
	const page = pages[arn.kind];
	if (page === undefined) {
		return home;
	}
	return pagesOfOne.has(arn.kind) && !text.includes('*')
		? `${home}#/${page}/${encodeURI(text)}`
		: `${home}#/${page}`;
}
