import { HistoryError } from '../model/errors.ts';
import { plainText } from '../model/plainText.ts';

/** A Region's name becomes part of a host name: settings must not be able to write another. */
export function isRegionName(region: string): boolean {
	return /^[a-z]{2,}(?:-[a-z]+)+-\d{1,2}$/.test(region);
}

/** @throws HistoryError `region-not-enabled` */
export function checkedRegion(region: string): string {
	if (!isRegionName(region)) {
		throw new HistoryError(
			'region-not-enabled',
			`"${plainText(region, 60)}" is not the name of a Region: correct it in the settings, or in the profile.`,
			{ details: { region } },
		);
	}
	return region;
}

/** By the beginning of a Region's name, the longest first. Endpoints of STS and of the partitions. */
const homes = [
	['us-gov-', 'us-gov-west-1'],
	['us-isob-', 'us-isob-east-1'],
	['us-isof-', 'us-isof-south-1'],
	['us-iso-', 'us-iso-east-1'],
	['eu-isoe-', 'eu-isoe-west-1'],
	['cn-', 'cn-north-1'],
	['eusc-', 'eusc-de-east-1'],
] as const;

/** The Region of the same partition that every account has. */
export function homeRegion(region: string): string {
	return homes.find(([start]) => region.startsWith(start))?.[1] ?? 'us-east-1';
}
