import type { CodeContext, CodeText } from '../iac/codeResource.ts';
import type { Grammars } from '../iac/grammars.ts';
import { hole } from '../iac/partialText.ts';
import { resourcesOfState } from '../iac/terraform/state.ts';
import { terraformScope } from '../iac/terraform/terraformScope.ts';

type Scope = NonNullable<CodeContext['terraform']>;

/** Files of values that are tried one by one; nobody has more environments in one folder. */
const maxChoices = 12;

/** Is it code whose names come from variables of its folder? */
export function isTerraform(fileName: string): boolean {
	return /\.(?:tf|tofu|tf\.json)$/i.test(fileName);
}

/** Can it say something about the Terraform code beside it? States and plans say what they are. */
export function saysOfTerraform({ fileName, text }: CodeText): boolean {
	return /\.(?:tf|tofu|tfvars)$/i.test(fileName) || isState(fileName, text);
}

/** What variables and locals of a folder come to, and the ARNs that a state knows. */
export async function terraformContext(
	grammars: Grammars,
	files: readonly CodeText[],
): Promise<CodeContext> {
	const arns = arnsOf(files.filter(({ fileName, text }) => isState(fileName, text)));
	return {
		terraform: await scopeOf(grammars, files),
		...(arns.size > 0 && { arns }),
	};
}

function isState(fileName: string, text: string): boolean {
	return /\.(?:tfstate|json)$/i.test(fileName) && text.includes('_imagebuilder_');
}

/**
 * Terraform itself reads `terraform.tfvars` and `*.auto.tfvars`, by name. Of other files somebody
 * picks one at the command line: what all of them agree on is known, the rest is not.
 */
async function scopeOf(grammars: Grammars, files: readonly CodeText[]): Promise<Scope> {
	const named = files.toSorted((one, other) => (one.fileName < other.fileName ? -1 : 1));
	const isValues = ({ fileName }: CodeText): boolean => /\.tfvars$/i.test(fileName);
	const isAuto = ({ fileName }: CodeText): boolean => /\.auto\.tfvars$/i.test(fileName);
	const isDefault = ({ fileName }: CodeText): boolean =>
		/(?:^|\/)terraform\.tfvars$/i.test(fileName);
	const always = [
		...named.filter((file) => !isValues(file)),
		...named.filter(isDefault),
		...named.filter(isAuto),
	];
	const choices = named.filter((file) => isValues(file) && !always.includes(file));
	if (choices.length === 0 || choices.length > maxChoices) {
		return terraformScope(grammars, always);
	}
	const scopes: Scope[] = [];
	for (const choice of choices) {
		scopes.push(await terraformScope(grammars, [...always, choice]));
	}
	return {
		variables: agreed(scopes.map(({ variables }) => variables)),
		locals: agreed(scopes.map(({ locals }) => locals)),
	};
}

function agreed(maps: readonly ReadonlyMap<string, string>[]): ReadonlyMap<string, string> {
	const names = new Set(maps.flatMap((map) => [...map.keys()]));
	return new Map(
		[...names].map((name) => {
			const [first = hole, ...others] = new Set(maps.map((map) => map.get(name) ?? hole));
			return [name, others.length === 0 ? first : hole];
		}),
	);
}

/** A module that is used twice has two resources of one address. */
function arnsOf(states: readonly CodeText[]): ReadonlyMap<string, readonly string[]> {
	const arns = new Map<string, string[]>();
	for (const { text } of states) {
		for (const { address, arn } of resourcesOfState(text)) {
			const known = arns.get(address) ?? [];
			arns.set(address, known.includes(arn) ? known : [...known, arn]);
		}
	}
	return arns;
}
