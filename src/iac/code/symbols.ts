/** What constructs call the ARN, id or name of the resource they stand for. */
export const attribute =
	/^(?:attr\w*|ref|arn|id|\w*Arn|\w+_arn|\w*Name|\w+_name|\w+Latest\w*Version|\w+_latest_(?:\w+_)?version)$/;

/** The variable behind `recipe.attrArn`, `this.recipe.arn` or `recipe`; undefined for others. */
export function symbolOf(members: readonly string[]): string | undefined {
	const last = members.at(-1) ?? '';
	const path = members.length > 1 && attribute.test(last) ? members.slice(0, -1) : members;
	const isOwn = path[0] === 'this' || path[0] === 'self';
	return path.length === (isOwn ? 2 : 1) ? path.join('.') : undefined;
}
