/** Something that goes wrong on purpose. */
export type Fault =
	| { readonly kind: 'throttle' }
	/** An error of AWS; 500 `InternalFailure` if not given. */
	| { readonly kind: 'error'; readonly status?: number; readonly code?: string }
	/** The connection is reset in the middle of the answer. */
	| { readonly kind: 'cut' }
	/** HTTP 200 with half a JSON document. */
	| { readonly kind: 'malformed' }
	/** The answer is right, and late by `ms`. */
	| { readonly kind: 'slow'; readonly ms: number }
	/** No answer ever; the connection stays open. */
	| { readonly kind: 'hang' };

/** Which requests a fault meets, and how many of them. */
export interface FaultTarget {
	/** 1 if not given. */
	readonly times?: number;
	/** `LookupEvents`, `GetCallerIdentity`, ... */
	readonly action?: string;
	readonly accountId?: string;
	readonly region?: string;
}

export interface RequestPlace {
	readonly action: string;
	readonly accountId?: string;
	readonly region?: string;
}

/** Faults waiting for the requests they are meant for, first come first served. */
export class Faults {
	#waiting: { fault: Fault; target: FaultTarget; left: number }[] = [];

	inject(fault: Fault, target: FaultTarget = {}): void {
		this.#waiting.push({ fault, target, left: target.times ?? 1 });
	}

	clear(): void {
		this.#waiting = [];
	}

	take(request: RequestPlace): Fault | undefined {
		const hit = this.#waiting.find(
			({ target }) =>
				(target.action ?? request.action) === request.action &&
				(target.accountId ?? request.accountId) === request.accountId &&
				(target.region ?? request.region) === request.region,
		);
		if (hit && --hit.left <= 0) {
			this.#waiting = this.#waiting.filter((other) => other !== hit);
		}
		return hit?.fault;
	}
}
