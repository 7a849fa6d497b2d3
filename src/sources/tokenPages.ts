/**
 * All pages of an answer that AWS gives in parts.
 * @param ask sends the request with the token of the page before, none at first
 */
export async function* tokenPages<Page extends { readonly NextToken?: string | undefined }>(
	ask: (next: { readonly NextToken?: string }) => Promise<Page>,
): AsyncGenerator<Page, void> {
	let token: string | undefined;
	do {
		const page = await ask(token === undefined ? {} : { NextToken: token });
		yield page;
		token = page.NextToken;
	} while (token !== undefined);
}
