import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/model/call.ts';
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

	it('takes the operation and its resource where the message says nothing, and says so', () => {
		const explanation = explain('User is not authorized');
		expect(explanation).toMatchObject({
			summary:
				'alice@example.com was refused UpdateImagePipeline. AWS does not say which permission is missing.',
			missingAction: 'imagebuilder:UpdateImagePipeline',
			resource: arn,
			inferred: ['action', 'resource'],
			doubt: expect.stringContaining('neither action nor resource'),
		});
		const bare = explainFailure(buildCall({ errorCode: 'AccessDenied', touches: [] }));
		expect(bare).toMatchObject({ inferred: ['action'] });
		expect(bare).not.toHaveProperty('resource');
		expect(bare?.doubt).toContain('AWS named no action');
		expect(JSON.parse(bare?.statement ?? '').Statement[0].Resource).toBe('*');
	});

	it('tells a resource that AWS did not name from one that it did', () => {
		const action = 'is not authorized to perform: imagebuilder:UpdateImagePipeline';
		expect(explain(`${user} ${action}`)).toMatchObject({
			summary: 'alice@example.com may not call imagebuilder:UpdateImagePipeline.',
			resource: arn,
			inferred: ['resource'],
			doubt: 'AWS named no resource: this is what the call is about.',
		});
		const named = explain(`${user} ${action} on resource: *`);
		expect(named?.resource).toBe('*');
		expect(named).not.toHaveProperty('doubt');
		const denied = explain(`${user} ${action} with an explicit deny in an identity-based policy`);
		expect(denied?.summary).toBe(
			'A policy denies imagebuilder:UpdateImagePipeline explicitly to alice@example.com.',
		);
		expect(denied?.advice).toContain('It stands in a policy of the role or user.');
	});

	it.each<[Partial<Caller>, string, boolean]>([
		[{ role: 'Deployer' }, 'Add the statement to the role Deployer.', true],
		[
			{ role: 'Deployer', invokedBy: 'cloudformation.amazonaws.com' },
			'cloudformation.amazonaws.com called with the role Deployer: add the statement to that role.',
			true,
		],
		[
			{ role: 'AWSReservedSSO_PlatformAdmin_0123456789abcdef' },
			'Add the statement to the permission set PlatformAdmin in IAM Identity Center.',
			true,
		],
		[{ role: 'AWSServiceRoleForImageBuilder' }, 'is a service-linked role', false],
		[{ type: 'AWSService', name: 'imagebuilder.amazonaws.com' }, 'an AWS service', true],
		[{ type: 'IAMUser', name: 'dave' }, 'to the user dave', true],
		[{ type: 'Root', name: 'root' }, 'The root user needs no statement', false],
		[{ type: 'AWSAccount', name: '444455556666' }, 'of the account 444455556666', true],
		[{ type: 'FederatedUser', name: 'frank' }, 'Add the statement to the role or user.', true],
	])('says whose policies are meant: %j', (caller, advice, canGrant) => {
		const explanation = explainFailure(
			buildCall({
				errorCode: 'AccessDenied',
				caller: { type: 'AssumedRole', name: 'alice', ...caller },
			}),
		);
		expect(explanation?.advice[0]).toContain(advice);
		expect(explanation?.statement !== undefined).toBe(canGrant);
		expect(explanation?.advice.length).toBe(canGrant ? 2 : 1);
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
		expect(explain(message)?.inferred).toEqual(['action', 'resource']);
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
