import type { CodeContext, CodeResource } from './codeResource.ts';

/**
 * Reads one document of one language. Keeps what it read, so that the next keystroke costs little.
 */
export interface Detector {
	/** Reads the text anew, or what changed of it. */
	update(text: string): void;
	/** What the language defines and refers to; ARNs only where the language puts them together. */
	resources(context: CodeContext): readonly CodeResource[];
	/** Does the text hold syntax that could not be read? */
	readonly broken: boolean;
	/** Frees what it holds. */
	dispose(): void;
}
