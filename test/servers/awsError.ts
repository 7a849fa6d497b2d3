/** An error as AWS answers it. `status` is CloudTrail's; STS answers sender errors with 403. */
export class AwsError extends Error {
	override readonly name = 'AwsError';
	readonly code: string;
	readonly status: number;

	constructor(code: string, message: string, status = 400) {
		super(message);
		this.code = code;
		this.status = status;
	}
}

export function throttling(): AwsError {
	return new AwsError('ThrottlingException', 'Rate exceeded');
}
