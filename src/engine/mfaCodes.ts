/**
 * Asks for the codes of MFA devices, and for none again that the user did not give: what goes on
 * behind their back would ask every few minutes, where one of several connections needs a code.
 */
export class MfaCodes {
	readonly #ask: (serial: string) => Promise<string | undefined>;
	readonly #refused = new Set<string>();

	constructor(ask: (serial: string) => Promise<string | undefined>) {
		this.#ask = ask;
	}

	/** @returns undefined where the user gives none, now or before. */
	async of(serial: string): Promise<string | undefined> {
		if (this.#refused.has(serial)) {
			return undefined;
		}
		const code = await this.#ask(serial);
		if (code === undefined) {
			this.#refused.add(serial);
		}
		return code;
	}

	/** The user wants something of AWS: may ask for all of them again. */
	forget(): void {
		this.#refused.clear();
	}
}
