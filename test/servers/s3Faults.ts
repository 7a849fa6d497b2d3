/** An answer that is none: an error of S3, or with the code `cut` a body that ends too early. */
export interface S3Fault {
	readonly status: number;
	readonly code: string;
	readonly message: string;
	readonly headers?: Readonly<Record<string, string>>;
}

export interface S3FaultTarget {
	/** All requests whose key, or prefix, has this text. */
	readonly key?: string;
	readonly action?: 'ListObjectsV2' | 'GetObject';
	/** Every time if not given. */
	readonly times?: number;
}

export const s3Faults = {
	kmsDenied: {
		status: 403,
		code: 'AccessDenied',
		message:
			'User: arn:aws:iam::111122223333:user/alice is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access',
	},
	denied: { status: 403, code: 'AccessDenied', message: 'Access Denied' },
	slowDown: { status: 503, code: 'SlowDown', message: 'Please reduce your request rate.' },
	fault: { status: 500, code: 'InternalError', message: 'We encountered an internal error.' },
	gone: { status: 404, code: 'NoSuchKey', message: 'The specified key does not exist.' },
	archived: {
		status: 403,
		code: 'InvalidObjectState',
		message: "The operation is not valid for the object's storage class",
	},
	cut: { status: 200, code: 'cut', message: '' },
} as const satisfies Readonly<Record<string, S3Fault>>;

/** Faults waiting for the requests they are meant for, first come first served. */
export class S3Faults {
	#waiting: { readonly fault: S3Fault; readonly target: S3FaultTarget; left: number }[] = [];

	inject(fault: S3Fault, target: S3FaultTarget = {}): void {
		this.#waiting.push({ fault, target, left: target.times ?? Infinity });
	}

	clear(): void {
		this.#waiting = [];
	}

	take(request: { readonly action: string; readonly key: string }): S3Fault | undefined {
		const hit = this.#waiting.find(
			({ target }) =>
				(target.action ?? request.action) === request.action &&
				request.key.includes(target.key ?? ''),
		);
		if (hit && --hit.left <= 0) {
			this.#waiting = this.#waiting.filter((other) => other !== hit);
		}
		return hit?.fault;
	}
}
