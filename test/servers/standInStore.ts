/** The one event data store of the stand-in that runs apart. */
export const standInStore =
	'arn:aws:cloudtrail:eu-central-1:111122223333:eventdatastore/0f1e2d3c-4b5a-4678-9abc-def012345678';
