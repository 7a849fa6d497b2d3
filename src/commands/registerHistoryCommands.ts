import * as vscode from 'vscode';
import { Command } from '../contributions.ts';
import { registerCommands } from '../vscode/commands.ts';
import { callCommands } from './callCommands.ts';
import type { CommandDeps } from './commandDeps.ts';
import { registerCompare } from './compareCalls.ts';
import { PolicyCopies } from './copyPolicy.ts';
import { editConnections } from './editConnections.ts';
import { exportCalls } from './exportCalls.ts';
import { fetchHistory } from './fetchHistory.ts';
import { importLogs } from './importLogs.ts';
import { LiveSetupDocuments } from './liveSetupDocuments.ts';
import { lookUp } from './lookUp.ts';
import { QueryDocuments } from './queryDocuments.ts';
import { copyArn, openInConsole } from './resourceCommands.ts';
import { selectProfile } from './selectProfile.ts';
import { selectRegions } from './selectRegions.ts';
import { signIn } from './signIn.ts';
import { SkippedFiles } from './skippedFiles.ts';
import { registerStateCommands } from './stateCommands.ts';
import { viewCommands } from './viewCommands.ts';

/** All commands but those of the panel and the editor. */
export function registerHistoryCommands(deps: CommandDeps): vscode.Disposable {
	const { log } = deps;
	const skipped = new SkippedFiles();
	const queries = new QueryDocuments();
	const policies = new PolicyCopies();
	const liveSetup = new LiveSetupDocuments();
	const compare = registerCompare(deps);
	const states = registerStateCommands(deps);
	return vscode.Disposable.from(
		skipped,
		queries,
		policies,
		liveSetup,
		compare,
		states,
		registerCommands(
			{
				...viewCommands(deps),
				[Command.selectProfile]: (name) => selectProfile(deps, name),
				[Command.selectRegions]: (names) => selectRegions(deps, names),
				[Command.editConnections]: () => editConnections(deps),
				[Command.signIn]: () => signIn(deps),
				[Command.importLogs]: (...args) => importLogs(deps, skipped, args),
				[Command.fetch]: (argument) => fetchHistory(deps, queries, argument),
				[Command.exportCalls]: (argument, options) => exportCalls(deps, argument, options),
				[Command.lookUp]: (text) => lookUp(deps, text),
				[Command.compareCalls]: (...args) => compare.run(args),
				[Command.compareWithPrevious]: (...args) => compare.withPrevious(args),
				...states.handlers,
				...callCommands(deps),
				[Command.copyArn]: (argument) => copyArn(deps, argument),
				[Command.openInConsole]: (argument) => openInConsole(deps, argument),
				[Command.copyPolicy]: (source) => policies.copy(deps, source),
				[Command.showLiveSetup]: (name) => liveSetup.show(deps, name),
				[Command.showLog]: () => log.show(),
			},
			log,
		),
	);
}
