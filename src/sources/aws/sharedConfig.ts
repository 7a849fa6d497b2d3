// one module a client, imported when first needed: split bundles lose named exports otherwise
// biome-ignore lint/performance/noBarrelFile: see above
export { CONFIG_PREFIX_SEPARATOR, loadSharedConfigFiles } from '@smithy/shared-ini-file-loader';
