/** The one bucket of the stand-in that runs apart. */
export const standInBucket = 'audit-trail';
/** It holds the same once more below this prefix, for suites that share no source with others. */
export const copyPrefix = 'copy';
