import type { OriginKind } from '../../src/model/call.ts';
import type { CloudTrailRecord } from '../../src/model/record.ts';

/** User agents as the tools really send them. */
export const userAgents = {
	console:
		'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
	cloudshell:
		'aws-cli/2.31.6 md/awscrt#0.27.6 ua/2.1 os/linux#6.1.150 md/arch#x86_64 lang/python#3.13.7 md/pyimpl#CPython exec-env/CloudShell cfg/retry-mode#standard md/installer#exe md/distrib#amzn.2023 md/prompt#off md/command#imagebuilder.start-image-pipeline-execution',
	cloudformation: 'cloudformation.amazonaws.com',
	terraform:
		'APN/1.0 HashiCorp/1.0 Terraform/1.13.3 (+https://www.terraform.io) terraform-provider-aws/6.14.1 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.39.2 ua/2.1 os/linux lang/go#1.24.6 md/GOOS#linux md/GOARCH#amd64 api/imagebuilder#1.47.3',
	// OpenTofu's providers are Terraform's and call it so, with OpenTofu's version.
	opentofu:
		'APN/1.0 HashiCorp/1.0 Terraform/1.10.6 (+https://www.terraform.io) terraform-provider-aws/6.14.1 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.39.2 ua/2.1 os/linux lang/go#1.24.6 md/GOOS#linux md/GOARCH#amd64 api/imagebuilder#1.47.3',
	pulumi:
		'APN/1.0 Pulumi/1.0 PulumiAWS/7.8.0 (+https://www.pulumi.com) aws-sdk-go-v2/1.39.2 ua/2.1 os/linux lang/go#1.24.7 md/GOOS#linux md/GOARCH#amd64 api/imagebuilder#1.47.3',
	ansible:
		'Boto3/1.40.40 md/Botocore#1.40.40 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.12.3 md/pyimpl#CPython Botocore/1.40.40 APN/1.0 Ansible/2.18.1 amazon.aws/10.1.0',
	packer:
		'APN/1.0 HashiCorp/1.0 packer-plugin-amazon/1.3.9 (+https://www.packer.io/docs/builders/amazon) Packer/1.14.2 (+https://www.packer.io) aws-sdk-go-v2/1.36.3 ua/2.1 os/linux lang/go#1.23.4 md/GOOS#linux md/GOARCH#amd64 api/imagebuilder#1.40.0',
	cdk: 'aws-sdk-js/3.883.0 ua/2.1 os/linux#6.8.0 lang/js md/nodejs#22.19.0 api/imagebuilder#3.883.0 aws-cdk/2.1029.3 cfg/retry-mode#standard',
	cli: 'aws-cli/2.31.6 md/awscrt#0.27.6 ua/2.1 os/macos#24.6.0 md/arch#arm64 lang/python#3.13.7 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/prompt#off md/command#imagebuilder.update-image-pipeline',
	sdk: 'Boto3/1.40.40 md/Botocore#1.40.40 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.12.3 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.40.40',
	service: 'imagebuilder.amazonaws.com',
	unknown: 'image-bot/0.3',
} as const;

const tlsDetails = {
	tlsVersion: 'TLSv1.3',
	cipherSuite: 'TLS_AES_128_GCM_SHA256',
	clientProvidedHostHeader: 'imagebuilder.us-east-1.amazonaws.com',
};

/** What a record says of the way a call came, for each kind of origin. */
export function via(
	kind: OriginKind,
	sourceIPAddress = '198.51.100.7',
): Pick<
	CloudTrailRecord,
	'userAgent' | 'sourceIPAddress' | 'sessionCredentialFromConsole' | 'tlsDetails'
> {
	const userAgent = userAgents[kind];
	switch (kind) {
		case 'console':
			return { userAgent, sourceIPAddress, sessionCredentialFromConsole: 'true' };
		case 'cloudshell':
			return { userAgent, sourceIPAddress, sessionCredentialFromConsole: 'true', tlsDetails };
		case 'cloudformation':
		case 'service':
			return { userAgent, sourceIPAddress: userAgent };
		default:
			return { userAgent, sourceIPAddress, tlsDetails };
	}
}
