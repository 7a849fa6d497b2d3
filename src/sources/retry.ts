import { HistoryError, type HistoryErrorCode } from '../model/errors.ts';

/** What to do after a request failed. */
export type NextStep =
	| { readonly kind: 'give-up' }
	/** `again`: the very same request; `restart`: without its token. */
	| { readonly kind: 'again' | 'restart'; readonly waitMs: number; readonly error: HistoryError };

/** What may go away by itself. */
const passing: readonly HistoryErrorCode[] = ['network', 'timeout', 'service-fault', 'bad-answer'];
/** The token or the frozen times are no longer good. */
const staleToken: readonly string[] = ['InvalidNextTokenException', 'InvalidTimeRangeException'];
/** AWS refused the signature for its time; the SDK knows AWS's clock from that answer on. */
const wrongClock: readonly string[] = [
	'InvalidSignatureException',
	'RequestExpired',
	'RequestTimeTooSkewed',
	'SignatureDoesNotMatch',
];

/** With nothing read yet, people wait for the message; later, what was begun should be finished. */
const mostFailures = { patient: 7, impatient: 3, timeouts: 2 };
const mostThrottles = 12;
const firstWait = 500;
const longestWait = 10_000;

export interface Failure {
	/** In a row of this request, this one included; throttles not counted. */
	readonly failures: number;
	/** Was something read already? */
	readonly patient: boolean;
	/** Tells the pacer; answers how many throttles in a row there were. */
	readonly throttled: () => number;
}

/** May the same request succeed at another time? */
export function mayPass(error: unknown): error is HistoryError {
	return (
		error instanceof HistoryError && (error.code === 'throttled' || passing.includes(error.code))
	);
}

/** Decides what follows a failure. */
export function nextStep(error: unknown, { failures, patient, throttled }: Failure): NextStep {
	if (!(error instanceof HistoryError)) {
		return { kind: 'give-up' };
	}
	const awsCode = error.details.awsCode ?? '';
	if (error.code === 'throttled') {
		return throttled() > mostThrottles ? { kind: 'give-up' } : { kind: 'again', waitMs: 0, error };
	}
	if (staleToken.includes(awsCode)) {
		return failures > 3 ? { kind: 'give-up' } : { kind: 'restart', waitMs: 0, error };
	}
	if (wrongClock.includes(awsCode)) {
		return failures > 2 ? { kind: 'give-up' } : { kind: 'again', waitMs: 0, error };
	}
	const most =
		error.code === 'timeout'
			? mostFailures.timeouts
			: mostFailures[patient ? 'patient' : 'impatient'];
	if (passing.includes(error.code) && failures <= most) {
		return { kind: 'again', waitMs: backOff(failures, firstWait, longestWait), error };
	}
	return { kind: 'give-up' };
}

/** Doubles with each failure, with jitter of half of it. @returns ms. */
export function backOff(failures: number, first: number, longest: number): number {
	const full = Math.min(longest, first * 2 ** (failures - 1));
	return full / 2 + (Math.random() * full) / 2;
}
