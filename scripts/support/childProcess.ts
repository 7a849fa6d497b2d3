import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface ChildOptions {
	readonly cwd?: string;
	readonly env?: NodeJS.ProcessEnv;
	/** Each line of stdout and stderr, as it comes. */
	readonly onLine?: (line: string) => void;
}

/** A process with all that it starts itself; stopped with this process at the latest. */
export interface Child {
	readonly exited: Promise<number>;
	/** The last lines it wrote. */
	tail(lines?: number): string;
	/**
	 * The first line that matches.
	 * @throws Error with the output's tail when the process ends or the time is over before.
	 */
	waitForLine(pattern: RegExp, milliseconds: number): Promise<RegExpExecArray>;
	stop(): Promise<void>;
}

const linesKept = 2000;
const groups = process.platform !== 'win32';
const running = new Set<ChildProcess>();

process.on('exit', () => {
	for (const child of running) {
		signalTree(child, 'SIGKILL');
	}
});

/** Starts a process in a group of its own, so that stopping it stops all its children. */
export function startProcess(
	command: string,
	args: readonly string[],
	options: ChildOptions = {},
): Child {
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env ?? process.env,
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: groups,
	});
	running.add(child);
	const lines: string[] = [];
	const listeners = new Set<(line: string) => void>();
	const take = (line: string): void => {
		lines.push(line);
		if (lines.length > linesKept) {
			lines.shift();
		}
		options.onLine?.(line);
		for (const listener of listeners) {
			listener(line);
		}
	};
	createInterface({ input: child.stdout }).on('line', take);
	createInterface({ input: child.stderr }).on('line', take);
	const exited = new Promise<number>((resolve) => {
		child.once('error', (error) => {
			take(String(error));
			running.delete(child);
			resolve(127);
		});
		child.once('close', (code) => {
			running.delete(child);
			resolve(code ?? 1);
		});
	});
	const tail = (count = 60): string => lines.slice(-count).join('\n');
	const name = [command, ...args.slice(0, 2)].join(' ');

	return {
		exited,
		tail,
		async waitForLine(pattern, milliseconds) {
			for (const line of lines) {
				const match = pattern.exec(line);
				if (match) {
					return match;
				}
			}
			const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
			const listener = (line: string): void => {
				const match = pattern.exec(line);
				if (match) {
					resolve(match);
				}
			};
			listeners.add(listener);
			const timer = setTimeout(
				() => reject(new Error(`No answer from ${name} in ${milliseconds} ms:\n${tail()}`)),
				milliseconds,
			);
			exited.then(
				(code) => reject(new Error(`${name} ended with code ${code}:\n${tail()}`)),
				reject,
			);
			try {
				return await promise;
			} finally {
				clearTimeout(timer);
				listeners.delete(listener);
			}
		},
		async stop() {
			if (!running.has(child)) {
				return;
			}
			const closed = once(child, 'close');
			signalTree(child, 'SIGTERM');
			const timer = setTimeout(() => signalTree(child, 'SIGKILL'), 4000);
			await closed;
			clearTimeout(timer);
			// Children that outlive their parent on SIGTERM.
			signalTree(child, 'SIGKILL');
		},
	};
}

/** Resolves to the exit code. The process shares this terminal, its output and its Ctrl-C. */
export async function runInherited(
	command: string,
	args: readonly string[],
	options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<number> {
	const child = spawn(command, args, { ...options, stdio: 'inherit' });
	return await new Promise<number>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve(code ?? 1));
	});
}

function signalTree(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) {
		return;
	}
	try {
		if (groups) {
			process.kill(-child.pid, signal);
		} else {
			spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
		}
	} catch {
		// Gone already.
	}
}
