import { standInBucket } from '../../test/servers/standInBucket.ts';

/** Event history of 90 days, and a year of an organization's trail in a bucket. */
const connections = [
	{
		name: 'Event history',
		profile: 'demo',
		regions: ['eu-west-1', 'us-east-1', 'eu-central-1', 'ap-southeast-2'],
	},
	{
		name: 'Demo bucket',
		profile: 'other',
		sources: [{ type: 's3', bucket: standInBucket, days: 365, complete: 'all', multiRegion: true }],
	},
];

const place = '111122223333:eu-west-1';

/** The code is of Ireland: other Regions have resources of the same names. */
const resources = {
	'#aws_imagebuilder_image_recipe.golden': `${place}:image-recipe/golden-ami`,
	'#aws_imagebuilder_infrastructure_configuration.golden': `${place}:infrastructure-configuration/golden-ami`,
	'#aws_imagebuilder_distribution_configuration.golden': `${place}:distribution-configuration/golden-ami-dist`,
	'#aws_imagebuilder_image_pipeline.golden': `${place}:image-pipeline/golden-ami`,
	'template.yaml#WebRecipe': `${place}:image-recipe/web-node`,
	'template.yaml#WebInfrastructure': `${place}:infrastructure-configuration/web-node`,
	'template.yaml#WebDistribution': `${place}:distribution-configuration/web-dist`,
	'template.yaml#WebPipeline': `${place}:image-pipeline/web-node`,
};

/** The settings of the demo's workspace, as a team would share them. */
export const demoSettings = {
	'imageBuilderHistory.connections': connections,
	'imageBuilderHistory.resources': resources,
};
