import { type BuiltOperation, buildArn, type Place } from './operationKit.ts';
import type { Operations } from './operations.ts';
import type { Random } from './random.ts';

/** What somebody comes to do. */
export type Deed = 'deploy' | 'edit' | 'build' | 'clean' | 'look';

/** What an operation is done on. */
interface Scene {
	readonly operations: Operations;
	readonly random: Random;
	readonly place: Place;
	/** Of a pipeline; its parts are named after it. */
	readonly name: string;
}

type Make = (scene: Scene, version: string, build: number) => BuiltOperation;

/** Each operation with how often it is done, in relation to the others of its deed. */
const makers: Readonly<Record<Deed, readonly (readonly [weight: number, make: Make])[]>> = {
	deploy: [
		[
			5,
			({ operations, name }, version) =>
				operations.createImageRecipe({ name, version, components: ['hardening', `${name}-agent`] }),
		],
		[
			2,
			({ operations, name }, version) =>
				operations.createContainerRecipe({ name: `${name}-box`, version }),
		],
		[3, ({ operations }, version) => operations.createComponent({ name: 'hardening', version })],
		[2, ({ operations, name }) => operations.createInfrastructureConfiguration({ name })],
		[
			2,
			({ operations, name }) =>
				operations.createDistributionConfiguration({ name: `${name}-dist` }),
		],
		[1, ({ operations, name }) => operations.createLifecyclePolicy({ name: `${name}-cleanup` })],
		[
			1,
			({ operations, name }, version) =>
				operations.createWorkflow({ name: `${name}-steps`, version }),
		],
		[
			4,
			({ operations, name }, version) =>
				operations.createImagePipeline({ name, recipeVersion: version }),
		],
	],
	edit: [
		[
			10,
			({ operations, random, name }, version) =>
				operations.updateImagePipeline({
					name,
					recipeVersion: version,
					distribution: `${name}-dist`,
					schedule: `cron(0 ${random.below(24)} * * ? *)`,
				}),
		],
		[
			4,
			({ operations, random, name }) =>
				operations.updateInfrastructureConfiguration({
					name,
					instanceTypes: [random.pick(['m7i.large', 'c7g.xlarge'])],
				}),
		],
		[
			3,
			({ operations, name }) =>
				operations.updateDistributionConfiguration({ name: `${name}-dist` }),
		],
		[
			3,
			({ operations, random, place, name }) =>
				operations.tagResource(buildArn(place, 'image-pipeline', name), {
					team: 'platform',
					ticket: `OPS-${random.below(1000)}`,
				}),
		],
	],
	build: [
		[
			1,
			({ operations, name }, version, build) =>
				operations.startImagePipelineExecution({ name, version, build }),
		],
	],
	clean: [
		[3, ({ operations, name }, version, build) => operations.deleteImage({ name, version, build })],
		[1, ({ operations }, version) => operations.deleteComponent({ name: 'hardening', version })],
		[
			1,
			({ operations, name }, version, build) =>
				operations.cancelImageCreation({ name, version, build }),
		],
	],
	look: [
		[5, ({ operations }) => operations.listImagePipelines()],
		[5, ({ operations, name }) => operations.getImagePipeline({ name })],
		[3, ({ operations, name }) => operations.listImagePipelineImages({ name })],
		[2, ({ operations, name }, _version, build) => operations.getImage({ name, build })],
		[2, ({ operations, name }, version) => operations.getImageRecipe({ name, version })],
		[
			2,
			({ operations, place, name }) =>
				operations.listTagsForResource(buildArn(place, 'image-pipeline', name)),
		],
		[1, ({ operations }) => operations.listComponents()],
	],
};

const drawn = new Map(
	Object.entries(makers).map(([deed, choices]) => [
		deed,
		choices.flatMap(([weight, make]) => Array<Make>(weight).fill(make)),
	]),
);

/** One operation that serves the deed. */
export function operationFor(deed: Deed, scene: Scene): BuiltOperation {
	const { random } = scene;
	return random.pick(drawn.get(deed) ?? [])(scene, `1.${random.below(4)}.0`, 1 + random.below(9));
}
