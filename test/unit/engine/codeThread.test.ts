import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyGrammars } from '../../../scripts/support/grammarFiles.ts';
import { CodeThread } from '../../../src/engine/codeThread.ts';
import type { DocumentState } from '../../../src/iac/codeReader.ts';
import { fixture, listed } from '../iac/support.ts';

const messages: string[] = [];
let folder: string;
let thread: CodeThread;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'ibh-code-'));
	await copyGrammars(folder);
	thread = new CodeThread({
		worker: new URL('../../../src/engine/codeWorker.ts', import.meta.url),
		grammars: new URL(`${pathToFileURL(folder).href}/`),
		log: (_level, message) => messages.push(message),
	});
});

afterAll(async () => {
	await thread.close();
	await rm(folder, { recursive: true, force: true });
});

function opened(key: string, text: string, rest: Partial<DocumentState> = {}): DocumentState {
	return {
		...{ key, fileName: key, languageId: 'plaintext', version: 1 },
		...{ length: text.length, change: text },
		...rest,
	};
}

const template = `Resources:
  Weekly:
    Type: AWS::ImageBuilder::ImagePipeline
    Properties:
      Name: weekly
`;

describe('documents in the thread of code', () => {
	it('are read in every language', async () => {
		const names = ['goldenAmi.yaml', 'main.tf', 'cdkStack.ts.txt', 'cdkStack.py.txt', 'plan.json'];
		for (const name of names) {
			const { fileName, text } = await fixture(name);
			const found = await thread.readDocument(opened(fileName, text));
			expect(found?.length, name).toBeGreaterThan(0);
		}
		expect(messages).toEqual([]);
	});

	it('are followed edit by edit', async () => {
		await thread.readDocument(opened('a.yaml', template));
		const line = '# first\n';
		const found = await thread.readDocument(
			opened('a.yaml', '', {
				version: 2,
				length: template.length + line.length,
				change: { since: 1, edits: [{ start: 0, end: 0, text: line }] },
			}),
		);
		expect(listed(line + template, found ?? [])).toEqual([
			'3 Weekly | image-pipeline | image-pipeline/weekly',
		]);
	});

	it('keep what was found while the code is half-typed', async () => {
		await thread.readDocument(opened('b.yaml', template));
		const typed = '      Schedule: {\n';
		const found = await thread.readDocument(
			opened('b.yaml', '', {
				version: 2,
				length: template.length + typed.length,
				change: {
					since: 1,
					edits: [{ start: template.length, end: template.length, text: typed }],
				},
			}),
		);
		expect(found?.map(({ form, logicalId }) => ({ form, logicalId }))).toEqual([
			{ form: 'definition', logicalId: 'Weekly' },
		]);
	});

	it('answer each version with its own text, whatever was asked meanwhile', async () => {
		const line = '# more\n';
		const asked = Array.from({ length: 5 }, (_, index) =>
			thread.readDocument(
				index === 0
					? opened('c.yaml', template)
					: opened('c.yaml', '', {
							version: index + 1,
							length: template.length + line.length * index,
							change: { since: index, edits: [{ start: 0, end: 0, text: line }] },
						}),
			),
		);
		const starts = (await Promise.all(asked)).map((found) => found?.[0]?.start);
		const first = template.indexOf('Weekly');
		expect(starts).toEqual([0, 1, 2, 3, 4].map((lines) => first + lines * line.length));
	});

	it('ask for the whole text where edits have no ground or one was lost', async () => {
		const edits = { since: 4, edits: [] };
		expect(await thread.readDocument(opened('d.yaml', '', { change: edits }))).toBeUndefined();
		await thread.readDocument(opened('d.yaml', template));
		expect(await thread.readDocument(opened('d.yaml', '', { change: edits }))).toBeUndefined();
		const lost = opened('d.yaml', '', { length: 7, change: { since: 1, edits: [] } });
		expect(await thread.readDocument(lost)).toBeUndefined();
		expect(await thread.readDocument(opened('d.yaml', template))).toHaveLength(1);
	});

	it('are forgotten, and the oldest of many too', async () => {
		const same = { length: template.length, change: { since: 1, edits: [] } };
		await thread.readDocument(opened('e.yaml', template));
		await thread.forgetDocument('e.yaml');
		expect(await thread.readDocument(opened('e.yaml', '', same))).toBeUndefined();
		await thread.readDocument(opened('old.yaml', template));
		for (let index = 0; index < 40; index++) {
			await thread.readDocument(opened(`many${index}.yaml`, template));
		}
		expect(await thread.readDocument(opened('old.yaml', '', same))).toBeUndefined();
		expect(await thread.readDocument(opened('many39.yaml', '', same))).toHaveLength(1);
	});
});

describe('a thread without its grammars', () => {
	it('finds plain ARNs all the same and says what is wrong', async () => {
		const said: string[] = [];
		const bare = new CodeThread({
			worker: new URL('../../../src/engine/codeWorker.ts', import.meta.url),
			grammars: new URL(`${pathToFileURL(folder).href}/missing/`),
			log: (_level, message) => said.push(message),
		});
		try {
			const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/weekly';
			const found = await bare.readDocument(opened('a.yaml', `${template}# ${arn}\n`));
			expect(found?.map(({ pattern }) => pattern)).toEqual([arn]);
			expect(said.join()).toMatch(/a\.yaml could not be read as code/);
		} finally {
			await bare.close();
		}
	});
});
