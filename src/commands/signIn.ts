import * as vscode from 'vscode';
import { connectionParts } from '../model/connectionPlaces.ts';
import { HistoryError } from '../model/errors.ts';
import { quickPickText } from '../vscode/quickPickText.ts';
import type { CommandDeps } from './commandDeps.ts';
import { type SignInChoice, signInChoices } from './signInArguments.ts';

const { t } = vscode.l10n;

/**
 * Signs in with the AWS CLI, in a terminal, then reads on.
 * @throws HistoryError `wrong-profile` where the profile has nothing to sign in to.
 */
export async function signIn({ history, settings, log }: CommandDeps): Promise<void> {
	const parts = connectionParts(history.connection);
	const choices = signInChoices(
		parts.length > 0 ? parts : settings().connections,
		await history.profiles().catch(() => []),
	);
	const args = choices.length > 1 ? await pick(choices) : choices[0]?.args;
	if (!args && choices.length > 1) {
		return;
	}
	if (!args) {
		throw new HistoryError(
			'wrong-profile',
			t(
				'This profile has no sign-in of its own. Select one that uses IAM Identity Center or aws login.',
			),
		);
	}
	log.info(`signing in: aws ${args.join(' ')}`);
	const code = await runAws(args);
	if (code === 0) {
		await history.sync();
		return;
	}
	if (code === undefined || code === 127) {
		await offerInstall();
		return;
	}
	throw new HistoryError(
		'expired-session',
		t('aws {0} ended with code {1}; the terminal says why.', args.join(' '), code),
	);
}

async function pick(choices: readonly SignInChoice[]): Promise<readonly string[] | undefined> {
	const choice = await vscode.window.showQuickPick(
		choices.map(({ profile, args }) => ({
			label: quickPickText(profile || t('Default credential chain')),
			description: quickPickText(`aws ${args.join(' ')}`),
			args,
		})),
		{ title: t('Sign in to AWS'), placeHolder: t('Profile to sign in with') },
	);
	return choice?.args;
}

/** The exit code; undefined where the process could not be started or was closed. */
async function runAws(args: readonly string[]): Promise<number | undefined> {
	const task = new vscode.Task(
		{ type: 'imageBuilderHistory.signIn' },
		vscode.TaskScope.Workspace,
		t('Sign in to AWS'),
		'Image Builder',
		// a process, no shell: the profile's name is never read by one
		new vscode.ProcessExecution('aws', [...args], homeFolder()),
	);
	task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, focus: true };
	return new Promise((resolve, reject) => {
		let execution: vscode.TaskExecution | undefined;
		const listeners = vscode.Disposable.from(
			vscode.tasks.onDidEndTaskProcess((event) => {
				if (event.execution === execution) {
					finish(event.exitCode);
				}
			}),
			vscode.tasks.onDidEndTask((event) => {
				if (event.execution === execution) {
					// a task whose process never began has no end of a process
					setTimeout(() => finish(undefined), 500);
				}
			}),
		);
		const finish = (code: number | undefined) => {
			listeners.dispose();
			resolve(code);
		};
		vscode.tasks.executeTask(task).then(
			(started) => {
				execution = started;
			},
			(error: unknown) => {
				listeners.dispose();
				reject(error);
			},
		);
	});
}

/** Not the workspace: some systems look for programs in the current folder first. */
function homeFolder(): vscode.ProcessExecutionOptions {
	const { HOME, USERPROFILE } = process.env;
	const cwd = HOME || USERPROFILE;
	return cwd ? { cwd } : {};
}

async function offerInstall(): Promise<void> {
	const how = t('How to Install');
	const choice = await vscode.window.showWarningMessage(
		t('Signing in needs the AWS CLI, version 2: the command aws was not found or did not run.'),
		how,
	);
	if (choice === how) {
		const page = 'https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html';
		await vscode.env.openExternal(vscode.Uri.parse(page, true));
	}
}
