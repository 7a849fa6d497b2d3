import { describe, expect, it } from 'vitest';
import { HistoryError, isCancellation } from '../../../src/model/errors.ts';
import { isCredentialFailure, toHistoryError } from '../../../src/sources/awsErrors.ts';

const details = { region: 'eu-west-1', action: 'cloudtrail:LookupEvents' };

/** An error as the SDK throws it after AWS answered. */
function answered(name: string, status = 400, message = 'words of AWS'): Error {
	return Object.assign(new Error(message), {
		name,
		$fault: status < 500 ? 'client' : 'server',
		$metadata: { httpStatusCode: status },
	});
}

function node(code: string, name = 'Error'): Error {
	return Object.assign(new Error(code), { code, name, $metadata: { attempts: 1 } });
}

describe('toHistoryError', () => {
	it.each([
		[answered('ThrottlingException'), 'throttled'],
		[answered('Throttling'), 'throttled'],
		[answered('Whatever', 429), 'throttled'],
		[answered('AccessDeniedException'), 'access-denied'],
		[answered('AccessDenied', 403), 'access-denied'],
		[answered('ExpiredTokenException'), 'expired-session'],
		[answered('ExpiredToken', 403), 'expired-session'],
		[answered('UnrecognizedClientException'), 'region-not-enabled'],
		[answered('InvalidClientTokenId', 403), 'region-not-enabled'],
		[answered('SignatureDoesNotMatch', 403), 'no-credentials'],
		[answered('InternalFailure', 500), 'service-fault'],
		[answered('Whatever', 503), 'service-fault'],
		[answered('InvalidLookupAttributesException'), 'aws'],
		[node('ECONNREFUSED'), 'network'],
		[node('ENOTFOUND'), 'network'],
		// the SDK's handler calls a cut connection a timeout
		[node('ECONNRESET', 'TimeoutError'), 'network'],
		[node('ETIMEDOUT', 'TimeoutError'), 'timeout'],
		[node('SELF_SIGNED_CERT_IN_CHAIN'), 'network'],
		[
			Object.assign(new SyntaxError('Unexpected <html>'), { $metadata: { httpStatusCode: 200 } }),
			'bad-answer',
		],
		['not even an error', 'aws'],
	])('reads %s as %s', (error, code) => {
		expect(toHistoryError(error, details)).toMatchObject({ code, details });
	});

	it('names the missing permission', () => {
		const { message } = toHistoryError(answered('AccessDeniedException'), details);
		expect(message).toContain('cloudtrail:LookupEvents');
	});

	it('never asks to check the permissions because of a throttle', () => {
		const { message } = toHistoryError(answered('ThrottlingException'), details);
		expect(message).not.toMatch(/permission|denied|allowed/i);
	});

	it('keeps AWS’s own code', () => {
		const { details: known } = toHistoryError(answered('InvalidNextTokenException'), details);
		expect(known.awsCode).toBe('InvalidNextTokenException');
	});

	it('keeps nothing of an answer that could not be read', () => {
		const broken = Object.assign(new SyntaxError('Unexpected token in {"secret'), {
			$metadata: { httpStatusCode: 200 },
		});
		const error = toHistoryError(broken, details);
		expect(`${error.message}${JSON.stringify(error.cause)}`).not.toContain('secret');
	});

	it('takes an abort for a cancellation', () => {
		expect(isCancellation(toHistoryError(new DOMException('stop', 'AbortError'), details))).toBe(
			true,
		);
	});

	it('adds what is known of the request to an error that is understood already', () => {
		const known = new HistoryError('network', 'The proxy refused.', { details: { awsCode: 'x' } });
		expect(toHistoryError(known, details)).toMatchObject({
			code: 'network',
			message: 'The proxy refused.',
			details: { ...details, awsCode: 'x' },
		});
	});
});

describe('isCredentialFailure', () => {
	it('knows what only the user can mend', () => {
		expect(isCredentialFailure(new HistoryError('expired-session', ''))).toBe(true);
		const role = toHistoryError(answered('AccessDenied', 403), { action: 'sts:AssumeRole' });
		expect(isCredentialFailure(role)).toBe(true);
		expect(isCredentialFailure(toHistoryError(answered('AccessDenied', 403), details))).toBe(false);
	});
});
