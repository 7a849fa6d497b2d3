let current: string | undefined;
let numbers = new Intl.NumberFormat();

/** Takes the language that VS Code is in, such as `de` or `zh-cn`; the browser's where it is none. */
export function setLocale(language: string): void {
	current = canonical(language);
	numbers = new Intl.NumberFormat(current);
}

/** For `Intl`; undefined: the browser's. */
export function pageLocale(): string | undefined {
	return current;
}

/** A whole number as people write it. */
export function numberText(value: number): string {
	return numbers.format(value);
}

function canonical(language: string): string | undefined {
	try {
		return Intl.getCanonicalLocales(language)[0];
	} catch {
		return undefined;
	}
}
