import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openVscode } from './support/openVscode.ts';

const arn = 'arn:aws:imagebuilder:eu-central-1:111122223333:image-pipeline/golden-ami';

it('says why nothing is known of an ARN, and offers the way out', async () => {
	await using vscode = await openVscode();
	await writeFile(join(vscode.workspace, 'notes.md'), `See ${arn} for more.\n`);
	await vscode.openFile('notes.md');
	const hover = await vscode.hoverText(arn);
	await hover.getByText('No calls known').waitFor();
	await vscode.screenshot('hover-unknown');
	const links = await hover.locator('a').allInnerTexts();
	expect(links).toContain('Select Profile');
	expect(links).toContain('Full History');
});
