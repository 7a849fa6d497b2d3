import type { ResourceKind } from '../../model/arn.ts';
import type { CodeTool } from '../codeResource.ts';
import { kindOfType } from '../definitionKinds.ts';

/** What a class of a library makes. */
export interface ConstructClass {
	readonly tool: CodeTool;
	readonly kind: ResourceKind;
	/** Does the library give resources without a name one of their own, from their id? */
	readonly namesById: boolean;
	/** A static method that reads an existing resource, such as `fromImagePipelineArn` or `get`. */
	readonly method?: string;
}

/** The classes' names as they stand in code, for a first look by text. */
export const classNames =
	'Component|ContainerRecipe|DistributionConfiguration|Image|ImagePipeline|ImageRecipe|InfrastructureConfiguration|LifecyclePolicy|Workflow';

const cdk = new RegExp(
	`^(?:aws-cdk-lib|aws_cdk|monocdk|@aws-cdk)[./](?:.*[./])?aws[-_]imagebuilder(?:[-_]alpha)?(?:/[\\w./-]*)?\\.(?:Cfn)?(${classNames})(?:\\.(from\\w+|from_\\w+))?$`,
);
const pulumi = new RegExp(
	`^(?:@pulumi/aws(?:-native)?|pulumi_aws(?:_native)?)(?:[./].*)?[./]imagebuilder(?:[./]\\w+)?\\.(${classNames})(?:\\.(get))?$`,
);
const cdktf = new RegExp(
	`^(?:@cdktf/provider-aws|cdktf_cdktf_provider_aws|\\.{0,2}/?[./\\w-]*\\.gen/providers/aws)(?:[./].*)?\\.Imagebuilder(${classNames})$`,
);
/** An import that cannot be seen from here; the name the namespace was given must do. */
const likely = new RegExp(
	`^(?:\\?|\\.)[^ ]* (?:aws_?)?image_?builder\\.((?:Cfn)?(?:${classNames}))(?:\\.(from\\w+|from_\\w+))?$`,
	'i',
);
const likelyPulumi = new RegExp(
	`^\\?[^ ]* aws(?:_?native)?\\.imagebuilder\\.(${classNames})(?:\\.(get))?$`,
);

/**
 * Which resource a class stands for.
 * @param name module and members: `aws-cdk-lib/aws-imagebuilder.CfnImage`; of a name that nothing
 * binds `? name.Member`, of one bound to a module beside `./lib name.Member`.
 */
export function constructClass(name: string): ConstructClass | undefined {
	for (const [pattern, tool, namesById] of libraries) {
		const match = pattern.exec(name);
		const kind = kindOfType(match?.[1]?.replace(/^Cfn/, '') ?? '');
		if (match && kind) {
			const method = match[2];
			return { tool, kind, namesById, ...(method !== undefined && { method }) };
		}
	}
	return undefined;
}

const libraries: readonly (readonly [RegExp, CodeTool, boolean])[] = [
	[cdk, 'cdk', false],
	[pulumi, 'pulumi', true],
	[cdktf, 'cdktf', false],
	[likely, 'cdk', false],
	[likelyPulumi, 'pulumi', true],
];

/** Module and members, as `constructClass` reads them. */
export function qualified(
	members: readonly string[],
	bindings: ReadonlyMap<string, string>,
): string {
	const [first = '', ...rest] = members;
	const module = bindings.get(first);
	return module === undefined
		? `? ${members.join('.')}`
		: module.startsWith('.')
			? `${module} ${members.join('.')}`
			: [module, ...rest].join('.');
}
