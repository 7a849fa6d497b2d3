import * as vscode from 'vscode';
import type { DocumentResource } from '../api.ts';
import { findArns } from '../iac/arnDetector.ts';
import { parseArn } from '../model/arn.ts';

/** The Image Builder ARNs that a document spells. */
export function documentResources(document: vscode.TextDocument): readonly DocumentResource[] {
	return findArns(document.getText()).map(({ start, end, pattern, kind }) => {
		const name = parseArn(pattern)?.name;
		return {
			range: new vscode.Range(document.positionAt(start), document.positionAt(end)),
			kind,
			form: 'arn',
			...(name !== undefined && { name }),
			pattern,
		};
	});
}
