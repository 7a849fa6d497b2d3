// one module a client, imported when first needed: split bundles lose named exports otherwise
// biome-ignore lint/performance/noBarrelFile: see above
export { DescribeAccountCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
