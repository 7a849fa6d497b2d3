import type { S3Settings } from '../../model/connectionSettings.ts';
import { HistoryError } from '../../model/errors.ts';
import { plainText } from '../../model/plainText.ts';
import { isCredentialFailure } from '../awsErrors.ts';
import { isRegionName } from '../regionName.ts';
import { type Emit, sideBySide } from '../sideBySide.ts';
import type { S3Bucket } from './s3Bucket.ts';
import { isAccount, isOrganization, lastPart, rootOf, type TrailPlace } from './trailKey.ts';

export interface PlaceFilter {
	/** All that are there if not given. */
	readonly accounts: ReadonlySet<string> | undefined;
	readonly regions: ReadonlySet<string> | undefined;
}

/** An account whose Regions could not be listed. */
export interface RefusedAccount {
	readonly accountId: string;
	readonly prefix: string;
	readonly error: HistoryError;
}

interface TrailPlaces {
	readonly places: readonly TrailPlace[];
	/** Prefixes of accounts whose Regions were listed. */
	readonly listed: readonly string[];
	readonly refused: readonly RefusedAccount[];
}

export interface FoundPlaces extends TrailPlaces {
	/** What was asked for and has no folder; an empty account or Region stands for all others. */
	readonly missing: readonly TrailPlace[];
}

/** Accounts are asked for their Regions so many at a time. */
const sideways = 8;

/**
 * The accounts and Regions that a bucket has log files of, told by its keys alone. Digests,
 * Insights and what other services log there lie beside them and are not looked at.
 * @throws HistoryError where nothing can be listed, or there are no logs at all
 */
export async function findPlaces(
	bucket: S3Bucket,
	settings: S3Settings,
	filter: PlaceFilter,
	signal: AbortSignal,
): Promise<FoundPlaces> {
	const found = await findAccounts(bucket, settings, signal);
	const accounts = found.filter((prefix) => filter.accounts?.has(lastPart(prefix)) ?? true);
	const places: TrailPlace[] = [];
	const listed: string[] = [];
	const refused: RefusedAccount[] = [];
	const lists = sideBySide(
		accounts,
		{ most: sideways, waiting: accounts.length + 1, signal },
		async (account, emit: Emit<TrailPlaces>, under) => {
			const accountId = lastPart(account);
			const prefix = `${account}CloudTrail/`;
			try {
				const regions = await foldersOf(bucket, prefix, under);
				const found = placesOf(accountId, regions, filter);
				await emit({ places: found, listed: [prefix], refused: [] });
			} catch (error) {
				if (!isLocal(error)) {
					throw error;
				}
				await emit({ places: [], listed: [], refused: [{ accountId, prefix, error }] });
			}
		},
	);
	for await (const list of lists) {
		places.push(...list.places);
		listed.push(...list.listed);
		refused.push(...list.refused);
	}
	const [first] = refused;
	if (first && refused.length === accounts.length) {
		throw first.error;
	}
	places.sort((one, other) => (one.prefix < other.prefix ? -1 : 1));
	const missing = [
		...listed.flatMap((prefix) => missingRegions(accountOf(prefix), prefix, filter)),
		...[...(filter.accounts ?? [''])]
			.filter((accountId) => !found.some((prefix) => lastPart(prefix) === accountId))
			.flatMap((accountId) =>
				missingRegions(accountId, `${rootOf(settings)}${accountId || '*'}/CloudTrail/`, filter),
			),
	].filter(({ prefix }) => !places.some((place) => place.prefix === prefix));
	return { places, listed, refused, missing };
}

function missingRegions(
	accountId: string,
	prefix: string,
	{ regions }: PlaceFilter,
): readonly TrailPlace[] {
	return [...(regions ?? [''])].map((region) => ({
		accountId,
		region,
		prefix: region === '' ? prefix : `${prefix}${region}/`,
	}));
}

/** @param prefix of an account's Regions */
function accountOf(prefix: string): string {
	return prefix.split('/').at(-3) ?? '';
}

/** Prefixes of accounts, in organizations' folders too. */
async function findAccounts(
	bucket: S3Bucket,
	settings: S3Settings,
	signal: AbortSignal,
): Promise<readonly string[]> {
	const root = rootOf(settings);
	const folders = await foldersOf(bucket, root, signal);
	const accounts = folders.filter((folder) => isAccount(lastPart(folder)));
	for (const organization of folders.filter((folder) => isOrganization(lastPart(folder)))) {
		const inside = await foldersOf(bucket, organization, signal);
		accounts.push(...inside.filter((folder) => isAccount(lastPart(folder))));
	}
	if (accounts.length === 0) {
		const where = plainText(`s3://${settings.bucket}/${root}`, 300);
		throw new HistoryError(
			'not-found',
			`There are no log files of a trail under ${where}. Set "prefix" to what comes before AWSLogs/.`,
		);
	}
	return accounts;
}

function placesOf(
	accountId: string,
	prefixes: readonly string[],
	{ regions }: PlaceFilter,
): readonly TrailPlace[] {
	return prefixes
		.map((prefix) => ({ accountId, region: lastPart(prefix), prefix }))
		.filter(({ region }) => isRegionName(region) && (regions?.has(region) ?? true));
}

async function foldersOf(
	bucket: S3Bucket,
	prefix: string,
	signal: AbortSignal,
): Promise<readonly string[]> {
	const folders: string[] = [];
	let token: string | undefined;
	do {
		const list = await bucket.list(
			{ prefix, folders: true, ...(token !== undefined && { token }) },
			signal,
		);
		folders.push(...list.folders);
		token = list.token;
	} while (token !== undefined);
	return folders;
}

/** Does an error say something of this place only? */
export function isLocal(error: unknown): error is HistoryError {
	return (
		error instanceof HistoryError &&
		(error.code === 'access-denied' || error.code === 'aws') &&
		!isCredentialFailure(error)
	);
}
