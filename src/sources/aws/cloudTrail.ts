// one module a client, imported when first needed: split bundles lose named exports otherwise
// biome-ignore lint/performance/noBarrelFile: see above
export { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
