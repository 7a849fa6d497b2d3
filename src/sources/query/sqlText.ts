/** A name in SQL, whatever is in it. */
export function identifier(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}

/** A text in SQL, whatever is in it. */
export function literal(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}

/** Is one of these, as one condition. */
export function isIn(expression: string, literals: readonly string[]): string {
	const [only] = literals;
	return literals.length === 1 && only !== undefined
		? `${expression} = ${only}`
		: `${expression} IN (${literals.join(', ')})`;
}
