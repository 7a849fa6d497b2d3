import { HistoryError } from '../../model/errors.ts';
import { isCredentialFailure } from '../awsErrors.ts';

/**
 * Does one part of a search. What fails of it is a problem of that name, and no reason to leave
 * out the other parts.
 * @throws HistoryError where no credentials are good; the reason of the signal
 */
export async function attempt(
	name: string,
	{ problems, signal }: { readonly problems: string[]; readonly signal: AbortSignal },
	work: () => Promise<void>,
): Promise<void> {
	try {
		await work();
	} catch (error) {
		signal.throwIfAborted();
		if (isCredentialFailure(error)) {
			throw error;
		}
		const why = error instanceof HistoryError ? error.message : 'it could not be read.';
		problems.push(`${name}: ${why}`);
	}
}
