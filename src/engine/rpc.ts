import type { MessagePort, Worker } from 'node:worker_threads';
import { type BirpcReturn, createBirpc } from 'birpc';
import { HistoryError, type HistoryErrorCode, type HistoryErrorDetails } from '../model/errors.ts';

/** An error as it crosses a thread border: structured clone would lose class and code. */
interface SentError {
	readonly code: HistoryErrorCode;
	readonly message: string;
	readonly stack: string;
	readonly details: HistoryErrorDetails;
}

/** The other side's functions, each answering with a promise. */
export type Remote<There extends object, Here extends object> = BirpcReturn<There, Here>;

/** Calls in both directions over a port. Errors keep their code; nothing times out by itself. */
export function openRpc<There extends object, Here extends object>(
	port: MessagePort | Worker,
	here: Here,
): Remote<There, Here> {
	return createBirpc<There, Here>(here, {
		post: (message) => port.postMessage(message),
		on: (receive) => port.on('message', receive),
		off: (receive) => port.off('message', receive),
		serialize: (message: { e?: unknown }) =>
			message.e === undefined ? message : { ...message, e: packError(message.e) },
		deserialize: (message: { e?: SentError }) =>
			message.e === undefined ? message : { ...message, e: unpackError(message.e) },
		bind: 'functions',
		timeout: -1,
	});
}

function packError(error: unknown): SentError {
	const known = error instanceof HistoryError ? error : undefined;
	const stacks: string[] = [];
	for (let cause = error, depth = 0; cause instanceof Error && depth < 5; depth++) {
		stacks.push(cause.stack ?? cause.message);
		cause = cause.cause;
	}
	return {
		code: known?.code ?? (isAbort(error) ? 'cancelled' : 'internal'),
		message: error instanceof Error ? error.message : String(error),
		stack: stacks.join('\ncaused by: '),
		details: known?.details ?? {},
	};
}

function unpackError(sent: SentError): HistoryError {
	const error = new HistoryError(sent.code, sent.message, { details: sent.details });
	error.stack = sent.stack;
	return error;
}

function isAbort(error: unknown): boolean {
	return error instanceof Error && error.name === 'AbortError';
}
