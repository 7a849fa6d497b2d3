/**
 * JSON text, indented and with the keys of every object in order, so that two records can be laid
 * side by side. Text that is no JSON comes back as it is.
 */
export function sortedJson(text: string): string {
	try {
		return `${JSON.stringify(sorted(JSON.parse(text)), undefined, '\t')}\n`;
	} catch {
		// no JSON, or nested too deeply for JavaScript
		return text;
	}
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) {
		return value.map(sorted);
	}
	if (typeof value !== 'object' || value === null) {
		return value;
	}
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, inner]) => [key, sorted(inner)]),
	);
}
