import { type AccountNames, accountName } from './accountText.ts';
import { plainText } from './plainText.ts';

/** `Production us-east-1`, by name where there is one; the Region alone where that tells it all. */
export function placeText(
	{ accountId, region }: { readonly accountId: string; readonly region: string },
	places?: { readonly accounts: AccountNames; readonly oneAccount: boolean },
): string {
	const account = accountName(accountId, places?.accounts) ?? plainText(accountId, 40);
	const where = plainText(region, 40);
	return places?.oneAccount ? where : `${account} ${where}`;
}
