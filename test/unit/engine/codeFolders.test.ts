import { describe, expect, it } from 'vitest';
import { CodeFolders } from '../../../src/engine/codeFolders.ts';
import type { FileResources, FolderFile } from '../../../src/iac/codeReader.ts';
import { grammars } from '../iac/support.ts';

function folders(said: string[] = []): CodeFolders {
	return new CodeFolders({ grammars, onFailed: (file, error) => said.push(`${file}: ${error}`) });
}

function file(fileName: string, text?: string, rest: Partial<FolderFile> = {}): FolderFile {
	return {
		...{ key: fileName, folder: '/a', fileName: `/a/${fileName}` },
		bytes: text === undefined ? undefined : new TextEncoder().encode(text),
		...rest,
	};
}

/** `file line:character pattern` of definitions, patterns without what is not known. */
function defined(results: readonly FileResources[]): readonly string[] {
	return results.flatMap(({ key, found }) =>
		found
			.filter(({ resource: { form } }) => form === 'definition')
			.map(
				({ line, character, resource: { pattern } }) =>
					`${key} ${line}:${character} ${pattern?.replace('arn:*:imagebuilder:*:*:', '')}`,
			),
	);
}

const hole = (expression: string): string => `\${${expression}}`;
const pipeline = `resource "aws_imagebuilder_image_pipeline" "p" {\n  name = "${hole('var.name')}-${hole('local.tail')}"\n}\n`;
const variables = 'variable "name" {\n  default = "plain"\n}\nlocals {\n  tail = "end"\n}\n';

const template = `Parameters:
  Name:
    Type: String
Resources:
  Weekly:
    Type: AWS::ImageBuilder::ImagePipeline
    Properties:
      Name: !Ref Name
`;

describe('Terraform files of a folder', () => {
	it('take values from each other, and are read anew when these change', async () => {
		const index = folders();
		const first = await index.read([file('main.tf', pipeline), file('variables.tf', variables)]);
		expect(defined(first)).toEqual(['main.tf 0:44 image-pipeline/plain-end']);
		const later = await index.read([file('terraform.tfvars', 'name = "team"\n')]);
		expect(defined(later)).toEqual(['main.tf 0:44 image-pipeline/team-end']);
		const without = await index.read([file('terraform.tfvars')]);
		expect(defined(without)).toEqual(['main.tf 0:44 image-pipeline/plain-end']);
	});

	it('are not read anew for what says nothing new about them', async () => {
		const index = folders();
		await index.read([file('main.tf', pipeline), file('variables.tf', variables)]);
		const later = await index.read([file('variables.tf', `# a comment\n${variables}`)]);
		expect(later).toEqual([{ key: 'variables.tf', found: [] }]);
	});

	it('know only what all files of values agree on that somebody picks one of', async () => {
		const index = folders();
		const all = [file('main.tf', pipeline), file('variables.tf', variables)];
		const one = await index.read([...all, file('dev.tfvars', 'name = "dev"\n')]);
		expect(defined(one)).toEqual(['main.tf 0:44 image-pipeline/dev-end']);
		const two = await index.read([file('prod.tfvars', 'name = "prod"\n')]);
		expect(defined(two)).toEqual(['main.tf 0:44 image-pipeline/*-end']);
	});

	it('have the ARN that a state gives them, though the state itself is not listed', async () => {
		const arn = 'arn:aws:imagebuilder:eu-west-1:111122223333:image-pipeline/real';
		const state = JSON.stringify({
			version: 4,
			resources: [
				{
					...{ mode: 'managed', type: 'aws_imagebuilder_image_pipeline', name: 'p' },
					instances: [{ attributes: { arn } }],
				},
			],
		});
		const index = folders();
		await index.read([file('main.tf', pipeline)]);
		const hidden = await index.read([file('terraform.tfstate', state, { contextOnly: true })]);
		expect(defined(hidden)).toEqual([`main.tf 0:44 ${arn}`]);
		expect(hidden.find(({ key }) => key === 'terraform.tfstate')?.found).toEqual([]);
		expect((await index.contextOf('/a', '/a/other.tf')).arns?.size).toBe(1);
		expect(await index.contextOf('/b', '/b/other.tf')).toEqual({});
	});
});

describe('templates of a folder', () => {
	const sam = `version = 0.1
[default.deploy.parameters] # as everybody writes it
stack_name = "images"
region = "eu-west-1"
parameter_overrides = "Name=\\"my pipeline\\" Other=1"
`;

	it('take parameters and Region from samconfig.toml', async () => {
		const found = await folders().read([
			file('template.yaml', template),
			file('samconfig.toml', sam),
		]);
		expect(defined(found)).toEqual([
			'template.yaml 4:2 arn:*:imagebuilder:eu-west-1:*:image-pipeline/my-pipeline',
		]);
	});

	it('take nothing from a samconfig.toml about another template', async () => {
		const found = await folders().read([file('other.yaml', template), file('samconfig.toml', sam)]);
		expect(defined(found)).toEqual(['other.yaml 4:2 image-pipeline/*']);
		const named = await folders().read([
			file('other.yaml', template),
			file('samconfig.toml', `${sam}template_file = "infra/other.yaml"\n`),
		]);
		expect(defined(named)[0]).toMatch(/my-pipeline/);
	});

	it('know only what all environments agree on', async () => {
		const prod =
			'[prod.deploy.parameters]\nregion = "eu-west-1"\nparameter_overrides = ["Name=prod"]\n';
		const found = await folders().read([
			file('template.yaml', template),
			file('samconfig.toml', sam + prod),
		]);
		expect(defined(found)).toEqual([
			'template.yaml 4:2 arn:*:imagebuilder:eu-west-1:*:image-pipeline/*',
		]);
	});

	it('take parameters from files of both forms', async () => {
		const list = JSON.stringify([{ ParameterKey: 'Name', ParameterValue: 'listed' }]);
		const found = await folders().read([file('a.yaml', template), file('a.parameters.json', list)]);
		expect(defined(found)).toEqual(['a.yaml 4:2 image-pipeline/listed']);
		const map = JSON.stringify({ Parameters: { Name: 'mapped' } });
		const other = await folders().read([file('a.yaml', template), file('parameters.json', map)]);
		expect(defined(other)).toEqual(['a.yaml 4:2 image-pipeline/mapped']);
		const foreign = await folders().read([file('a.yaml', template), file('b-params.json', map)]);
		expect(defined(foreign)).toEqual(['a.yaml 4:2 image-pipeline/*']);
		const broken = await folders().read([file('a.yaml', template), file('params.json', '{"Para')]);
		expect(defined(broken)).toEqual(['a.yaml 4:2 image-pipeline/*']);
	});
});

describe('files', () => {
	it('have lines and characters with any line ends, without properties', async () => {
		const arn = 'arn:aws:imagebuilder:eu-west-1:111122223333:image/x/1.0.0/1';
		const [one] = await folders().read([file('a.md', `\ufeffone\r\ntwo\rthree\n  ${arn}\n`)]);
		expect(one?.found).toMatchObject([
			{ line: 3, character: 2, endLine: 3, endCharacter: 2 + arn.length },
		]);
		const [two] = await folders().read([file('t.yaml', template)]);
		expect(two?.found[0]?.resource).not.toHaveProperty('properties');
	});

	it('that are gone hold nothing', async () => {
		const index = folders();
		await index.read([file('t.yaml', template)]);
		expect(await index.read([file('t.yaml')])).toEqual([{ key: 't.yaml', found: [] }]);
	});
});
