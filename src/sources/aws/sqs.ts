// one module a client, imported when first needed: split bundles lose named exports otherwise
// biome-ignore lint/performance/noBarrelFile: see above
export { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
