import { parseArn, type ResourceKind } from './arn.ts';
import { english, type Translate } from './translate.ts';

/** The groups of the tree, in their order. */
export const resourceGroups = [
	{ id: 'pipelines', kinds: ['image-pipeline'] },
	{ id: 'recipes', kinds: ['image-recipe', 'container-recipe'] },
	{ id: 'infrastructure', kinds: ['infrastructure-configuration'] },
	{ id: 'distribution', kinds: ['distribution-configuration'] },
	{ id: 'components', kinds: ['component'] },
	{ id: 'images', kinds: ['image'] },
	{ id: 'lifecycle', kinds: ['lifecycle-policy'] },
	{ id: 'workflows', kinds: ['workflow/build', 'workflow/test', 'workflow/distribution'] },
] as const satisfies readonly { readonly id: string; readonly kinds: readonly ResourceKind[] }[];

export type ResourceGroupId = (typeof resourceGroups)[number]['id'];

/** Title of a group, such as `Recipes`. */
export function groupTitle(id: ResourceGroupId, t: Translate = english): string {
	switch (id) {
		case 'pipelines':
			return t('Pipelines');
		case 'recipes':
			return t('Recipes');
		case 'infrastructure':
			return t('Infrastructure configurations');
		case 'distribution':
			return t('Distribution configurations');
		case 'components':
			return t('Components');
		case 'images':
			return t('Images');
		case 'lifecycle':
			return t('Lifecycle policies');
		case 'workflows':
			return t('Workflows');
	}
}

/** Title of one resource's kind, such as `Container recipe`. */
export function kindTitle(kind: ResourceKind, t: Translate = english): string {
	switch (kind) {
		case 'image-pipeline':
			return t('Image pipeline');
		case 'image-recipe':
			return t('Image recipe');
		case 'container-recipe':
			return t('Container recipe');
		case 'infrastructure-configuration':
			return t('Infrastructure configuration');
		case 'distribution-configuration':
			return t('Distribution configuration');
		case 'component':
			return t('Component');
		case 'image':
			return t('Image');
		case 'lifecycle-policy':
			return t('Lifecycle policy');
		case 'workflow/build':
			return t('Build workflow');
		case 'workflow/test':
			return t('Test workflow');
		case 'workflow/distribution':
			return t('Distribution workflow');
	}
}

/** Name, version and build as people say them: `golden-ami 1.0.3/2`; other text comes as it is. */
export function resourceTitle(arn: string): string {
	const parsed = parseArn(arn);
	if (!parsed) {
		return arn;
	}
	const version = [parsed.version, parsed.build].filter((part) => part !== undefined).join('/');
	return version === '' ? parsed.name : `${parsed.name} ${version}`;
}
