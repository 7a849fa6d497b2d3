/** Where messages for the log channel go. No record bodies, no credentials. */
export interface Log {
	trace(message: string): void;
	debug(message: string): void;
	info(message: string): void;
	warn(message: string): void;
	error(message: string | Error): void;
	show(): void;
}
