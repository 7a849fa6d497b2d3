/** Writes `docs/live.md` from `src/model/liveSetup.ts`. */
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { liveSetup } from '../src/model/liveSetup.ts';
import { inProject } from './support/paths.ts';

/** The text that `docs/live.md` should have. */
export function livePage(): string {
	return `<!-- Written by scripts/generateLive.ts from src/model/liveSetup.ts. Do not edit. -->

${liveSetup({})}
*Image Builder: Show Setup of Live Updates…* shows this page with the names of your settings filled in.
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	await writeFile(inProject('docs/live.md'), livePage());
}
