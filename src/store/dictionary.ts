/*
 * What most records of Image Builder have in common, the most common last: deflate reaches for it
 * in place of repeating it in every block. The bytes of a version never change once released; a
 * better text is a new version with a new id in the database.
 */
const text = `
{"reason":"requestParameters too large","omitted":"true","originalSize":"HIDDEN_DUE_TO_SECURITY_REASONS
"addendum":{"reason":"UPDATED_DATA","updatedFields":"DELIVERY_DELAY","originalRequestID":"","originalEventID":""},
"errorCode":"ResourceNotFoundException","errorMessage":"The resource with ARN  does not exist."
"errorCode":"ServiceQuotaExceededException","errorMessage":"You have exceeded the number of permitted resources
"errorCode":"ResourceInUseException","errorCode":"ResourceDependencyException","errorCode":"InvalidParameterValueException","errorMessage":"The value supplied for parameter is not valid
"errorCode":"AccessDenied","errorCode":"AccessDeniedException","errorMessage":"User: arn:aws:sts:: is not authorized to perform: imagebuilder: on resource: arn:aws:imagebuilder: because no identity-based policy allows the imagebuilder: action"
"userAgent":"Boto3/1.34 md/Botocore#1.34 ua/2.0 os/linux#5.10 md/arch#x86_64 lang/python#3.11 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.34"
"userAgent":"APN/1.0 HashiCorp/1.0 Terraform/1.9.5 (+https://www.terraform.io) terraform-provider-aws/5.70.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.30 ua/2.1 os/linux lang/go#1.22 md/GOOS#linux md/GOARCH#amd64 api/imagebuilder#1.35"
"userAgent":"Pulumi/3.0 (https://www.pulumi.com) pulumi-aws Ansible packer aws-cdk exec-env/CloudShell exec-env/AWS_Lambda_python3.12
"userAgent":"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36"
"userAgent":"aws-cli/2.15.30 Python/3.11.8 Linux/6.1 md/awscrt#0.19 ua/2.0 exe/x86_64.debian.12 prompt/off md/prompt#off md/installer#exe cfg/retry-mode#standard md/command#imagebuilder.get-image-pipeline"
"imageRecipeArn":"arn:aws:imagebuilder:us-east-1::image-recipe/","containerRecipeArn":"arn:aws:imagebuilder:eu-west-1::container-recipe/","infrastructureConfigurationArn":"arn:aws:imagebuilder:eu-central-1::infrastructure-configuration/","distributionConfigurationArn":"arn:aws:imagebuilder:us-west-2::distribution-configuration/
"componentBuildVersionArn":"arn:aws:imagebuilder:us-east-2:aws:component/","imageBuildVersionArn":"arn:aws:imagebuilder:ap-southeast-2::image/","lifecyclePolicyArn":"","workflowArn":"arn:aws:imagebuilder::workflow/build/","enhancedImageMetadataEnabled":true,"imageTestsConfiguration":{"imageTestsEnabled":true,"timeoutMinutes":720},"schedule":{"scheduleExpression":"cron(0 0 * * ? *)","timezone":"UTC","pipelineExecutionStartCondition":"EXPRESSION_MATCH_AND_DEPENDENCY_UPDATES_AVAILABLE"},"status":"ENABLED","instanceTypes":["t3.medium"],"instanceProfileName":"EC2InstanceProfileForImageBuilder","terminateInstanceOnFailure":true,"components":[{"componentArn":"","parentImage":"","semanticVersion":"1.0.0","platform":"Linux","description":"","tags":{},"resourceArn":"","filters":[],"maxResults":25,"nextToken":"
"eventName":"ListImagePipelines","eventName":"ListImageRecipes","eventName":"ListImages","eventName":"ListImageBuildVersions","eventName":"ListComponents","eventName":"GetComponent","eventName":"GetImage","eventName":"GetImageRecipe","eventName":"GetInfrastructureConfiguration","eventName":"GetDistributionConfiguration","eventName":"StartImagePipelineExecution","eventName":"CreateImageRecipe","eventName":"CreateImagePipeline","eventName":"DeleteImage","eventName":"TagResource","eventName":"UpdateImagePipeline","eventName":"GetImagePipeline",
{"eventVersion":"1.11","userIdentity":{"type":"AWSService","invokedBy":"imagebuilder.amazonaws.com"},"eventType":"AwsServiceEvent","serviceEventDetails":"sourceIPAddress":"cloudformation.amazonaws.com","userAgent":"cloudformation.amazonaws.com","invokedBy":"cloudformation.amazonaws.com"
{"eventVersion":"1.11","userIdentity":{"type":"IAMUser","principalId":"AIDA","arn":"arn:aws:iam::","accountId":"","accessKeyId":"AKIA","userName":"
{"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROA:","arn":"arn:aws:sts:::assumed-role/AWSReservedSSO_AdministratorAccess_","accountId":"","accessKeyId":"ASIA","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROA","arn":"arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/","accountId":"","userName":"AWSReservedSSO_"},"webIdFederationData":{"federatedProvider":"arn:aws:iam:::oidc-provider/token.actions.githubusercontent.com","attributes":{}},"attributes":{"creationDate":"2026-01-01T00:00:00Z","mfaAuthenticated":"false"}},"sourceIdentity":""},"eventTime":"2026-01-01T00:00:00Z","eventSource":"imagebuilder.amazonaws.com","eventName":"","awsRegion":"us-east-1","sourceIPAddress":"","userAgent":"","requestParameters":{"imagePipelineArn":"arn:aws:imagebuilder:us-east-1::image-pipeline/","clientToken":""},"responseElements":null,"requestParameters":null,"responseElements":{"requestId":"","clientToken":"","imagePipelineArn":"arn:aws:imagebuilder:us-east-1:"},"requestID":"","eventID":"","readOnly":false,"readOnly":true,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"","eventCategory":"Management","tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"imagebuilder.us-east-1.amazonaws.com"},"sessionCredentialFromConsole":"true"}
`;

export const currentDictionary = 1;

/** Dictionary 1, at most 8 KB of UTF-8. */
export const builtInDictionary: Uint8Array = Buffer.from(text);
