// one module a client, imported when first needed: split bundles lose named exports otherwise
// biome-ignore lint/performance/noBarrelFile: see above
export { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
