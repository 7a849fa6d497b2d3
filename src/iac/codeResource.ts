import type { ResourceKind } from '../model/arn.ts';

/**
 * What a stretch of code is to a resource: it defines it, it points to a definition or to an
 * existing resource, or it spells an ARN.
 */
export type CodeForm = 'definition' | 'reference' | 'arn';

/** The tool that owns what the code defines; `text` where an ARN stands in any other text. */
export type CodeTool = 'cloudformation' | 'terraform' | 'cdk' | 'cdktf' | 'pulumi' | 'text';

/** A literal of code; a list where the code has a list of literals. */
export type CodeValue = string | readonly string[];

/** A property that a definition sets. All offsets are UTF-16 code units into the document. */
export interface CodeProperty {
	/**
	 * Path in the request that sets it, as CloudTrail spells it: `schedule.scheduleExpression`,
	 * `instanceTypes`, `components[0].componentArn`.
	 */
	readonly path: string;
	/** From the property's name to the end of its value. */
	readonly start: number;
	readonly end: number;
	readonly valueStart: number;
	readonly valueEnd: number;
	/** Missing where the code computes it. */
	readonly value?: CodeValue;
}

/** A definition or mention of an Image Builder resource in code. */
export interface CodeResource {
	/**
	 * Exact range in UTF-16 code units. Of a definition its logical id (CloudFormation's logical id,
	 * the label of a Terraform block, a construct's id, Pulumi's name); of a reference what names
	 * the target; of an ARN the ARN, or the expression that puts it together.
	 */
	readonly start: number;
	readonly end: number;
	readonly kind: ResourceKind;
	readonly form: CodeForm;
	readonly tool: CodeTool;
	/** Of a reference, that of its target. */
	readonly logicalId?: string;
	/** As the code gives it, only where the code says it completely. */
	readonly name?: string;
	/** ARN, or pattern of one with `*` for what the code does not say. */
	readonly pattern?: string;
	/** Terraform address such as `aws_imagebuilder_image_recipe.base`. */
	readonly address?: string;
	/** Of a reference: logical id or address of the definition it points to. */
	readonly target?: string;
	/** Of a definition: the whole block. */
	readonly bodyStart?: number;
	readonly bodyEnd?: number;
	readonly properties?: readonly CodeProperty[];
}

/** What is known about a document's surroundings; every part may be missing. */
export interface CodeContext {
	readonly partition?: string;
	readonly region?: string;
	readonly accountId?: string;
	readonly stackName?: string;
	/** CloudFormation parameters given at deployment (`samconfig`, parameter files). */
	readonly parameters?: ReadonlyMap<string, string>;
	/** Terraform variables and locals of the same folder; from `terraformScope`. */
	readonly terraform?: {
		readonly variables: ReadonlyMap<string, string>;
		readonly locals: ReadonlyMap<string, string>;
	};
	/** ARNs by Terraform address, from `resourcesOfState`. */
	readonly arns?: ReadonlyMap<string, readonly string[]>;
}

/** A document of code. */
export interface CodeText {
	readonly text: string;
	/** Path or name; its ending decides the language where `languageId` does not. */
	readonly fileName: string;
	/** VS Code's language id. */
	readonly languageId?: string;
}
