// one module a client, imported when first needed: split bundles lose named exports otherwise
// biome-ignore lint/performance/noBarrelFile: see above
export { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
