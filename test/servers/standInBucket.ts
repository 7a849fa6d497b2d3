/** The one bucket of the stand-in that runs apart. */
export const standInBucket = 'audit-trail';
