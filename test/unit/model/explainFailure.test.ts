import { describe, expect, it } from 'vitest';
import { explainFailure, failureKind } from '../../../src/model/explainFailure.ts';
import { buildCall, buildPipelineArn } from '../../builders/call.ts';

const arn = buildPipelineArn();
const user = 'User: arn:aws:sts::111122223333:assumed-role/Deployer/alice';

function explain(errorMessage: string | undefined, errorCode = 'AccessDeniedException') {
	return explainFailure(
		buildCall({ errorCode, ...(errorMessage !== undefined && { errorMessage }) }),
	);
}

describe('access denied', () => {
	it('names action and resource and drafts the statement', () => {
		const explanation = explain(
			`${user} is not authorized to perform: imagebuilder:UpdateImagePipeline on resource: ${arn} because no identity-based policy allows the imagebuilder:UpdateImagePipeline action`,
		);
		expect(explanation).toMatchObject({
			kind: 'access-denied',
			missingAction: 'imagebuilder:UpdateImagePipeline',
			resource: arn,
			policy: 'identity',
		});
		expect(explanation).not.toHaveProperty('inferred');
		expect(JSON.parse(explanation?.statement ?? '')).toEqual({
			Version: '2012-10-17',
			Statement: [{ Effect: 'Allow', Action: 'imagebuilder:UpdateImagePipeline', Resource: arn }],
		});
	});

	it.each([
		['with an explicit deny in a service control policy', 'service-control', true],
		['with an explicit deny in an identity-based policy', 'identity', true],
		['with an explicit deny in a permissions boundary', 'boundary', true],
		['with an explicit deny in a VPC endpoint policy', 'endpoint', true],
		['with an explicit deny in a resource control policy', 'resource-control', true],
		['with an explicit deny', undefined, true],
		['because no service control policy allows the iam:PassRole action', 'service-control', false],
		['because no permissions boundary allows the iam:PassRole action', 'boundary', false],
		['because no session policy allows the iam:PassRole action', 'session', false],
		['because no resource-based policy allows the iam:PassRole action', 'resource', false],
		['', undefined, false],
	])('tells who refused: %s', (reason, policy, explicitDeny) => {
		const role = 'arn:aws:iam::111122223333:role/service-role/Builder';
		const explanation = explain(
			`${user} is not authorized to perform: iam:PassRole on resource: ${role} ${reason}`,
		);
		expect(explanation?.missingAction).toBe('iam:PassRole');
		expect(explanation?.resource).toBe(role);
		expect(explanation?.policy).toBe(policy);
		expect(explanation?.explicitDeny ?? false).toBe(explicitDeny);
		expect(explanation?.statement === undefined).toBe(explicitDeny);
		expect(explanation?.advice.length).toBeGreaterThan(0);
	});

	it('takes the operation and its resource where the message says nothing', () => {
		expect(explain(undefined)).toMatchObject({
			missingAction: 'imagebuilder:UpdateImagePipeline',
			resource: arn,
			inferred: true,
		});
	});

	it('is found by the message where the code says something else', () => {
		const message = `${user} is not authorized to perform: kms:Decrypt on resource: *`;
		expect(explain(message, 'InvalidParameterException')).toMatchObject({
			kind: 'access-denied',
			missingAction: 'kms:Decrypt',
			resource: '*',
		});
	});

	it('points to the decoding of an encoded message', () => {
		const advice = explain('Not allowed. Encoded authorization failure message: abc')?.advice;
		expect(advice?.at(-1)).toContain('decode-authorization-message');
	});

	it('takes no word of a hostile name for the reason, and nothing strange into a statement', () => {
		const tricky = `User: arn:aws:sts::1:assumed-role/R/x is not authorized to perform: evil:Do on resource: * with an explicit deny in a service control policy`;
		expect(
			explain(
				`${tricky} is not authorized to perform: imagebuilder:GetImage on resource: ${arn} because no identity-based policy allows it`,
			),
		).toMatchObject({ missingAction: 'imagebuilder:GetImage', resource: arn, policy: 'identity' });
		for (const bad of ['a:b"},{"', '<img src=x>', '*:*', `x:${'y'.repeat(500)}`]) {
			const explanation = explain(
				`${user} is not authorized to perform: ${bad} on resource: "\u202e`,
			);
			expect(explanation?.missingAction).toBe('imagebuilder:UpdateImagePipeline');
			expect(explanation?.resource).toBe(arn);
		}
		const odd = explainFailure(
			buildCall({ errorCode: 'AccessDenied', eventName: 'x"\n<b>', touches: [] }),
		);
		expect(odd).not.toHaveProperty('statement');
		expect(odd?.summary).not.toContain('\n');
	});

	it('reads a megabyte at once', () => {
		const message = `${' is not authorized to perform'.repeat(40_000)}`;
		expect(explain(message)?.inferred).toBe(true);
	});
});

describe('other failures', () => {
	it.each([
		['ThrottlingException', 'throttled'],
		['CallRateLimitExceededException', 'throttled'],
		['Client.RequestLimitExceeded', 'throttled'],
		['ServiceQuotaExceededException', 'quota'],
		['ResourceNotFoundException', 'not-found'],
		['ResourceInUseException', 'in-use'],
		['ResourceDependencyException', 'in-use'],
		['ResourceAlreadyExistsException', 'exists'],
		['InvalidParameterCombinationException', 'validation'],
		['InvalidVersionNumberException', 'validation'],
		['ValidationException', 'validation'],
		['ClientException', 'validation'],
		['IdempotentParameterMismatchException', 'mismatch'],
		['ExpiredTokenException', 'credentials'],
		['InvalidClientTokenId', 'credentials'],
		['ServiceException', 'service'],
		['ServiceUnavailableException', 'service'],
		['ForbiddenException', 'access-denied'],
		['AccessDenied', 'access-denied'],
		['Client.UnauthorizedOperation', 'access-denied'],
		['SomethingNew', 'other'],
		['', 'other'],
	])('%s is %s', (code, kind) => {
		expect(failureKind(code)).toBe(kind);
		expect(explain('Why it failed', code)?.kind).toBe(kind);
	});

	it('are plain text, whatever AWS was made to say', () => {
		const summary = explain('<script>\u202e\n# [x](command:y)', 'ResourceInUseException')?.summary;
		expect(summary).toBe('The resource is used by others or busy: <script> # [x](command:y)');
	});

	it('need a failure', () => {
		expect(explainFailure(buildCall())).toBeUndefined();
	});
});
