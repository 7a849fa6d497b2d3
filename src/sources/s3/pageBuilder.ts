import type { Coverage, Gap } from '../../model/coverage.ts';
import type { FetchProgress } from '../../model/fetch.ts';
import type { RecordedCall } from '../../model/recordedCall.ts';
import type { ArchivePage, SeenObject } from '../archiveSource.ts';

/** So much goes into one page, which is one transaction of the store. */
const callsPerPage = 1000;
const objectsPerPage = 500;
/** Work of so long is lost at most where VS Code ends, ms. */
const pageTime = 2000;

/** A page to be; what is added to it is saved together. */
export class PageBuilder {
	#calls: RecordedCall[] = [];
	#unreadable: string[] = [];
	#coverage: Coverage[] = [];
	#gaps: Gap[] = [];
	#closedGaps: string[] = [];
	#seen: SeenObject[] = [];
	#begun = performance.now();

	get isFull(): boolean {
		return (
			this.#calls.length >= callsPerPage ||
			this.#seen.length + this.#gaps.length >= objectsPerPage ||
			performance.now() - this.#begun > pageTime
		);
	}

	addRead(calls: readonly RecordedCall[], unreadable: readonly string[], seen: SeenObject): void {
		this.#calls = this.#calls.concat(calls);
		this.#unreadable = this.#unreadable.concat(unreadable);
		this.#seen.push(seen);
	}

	addCoverage(coverage: readonly Coverage[]): void {
		this.#coverage.push(...coverage);
	}

	addGap(gap: Gap): void {
		this.#gaps.push(gap);
	}

	closeGap(what: string): void {
		this.#closedGaps.push(what);
	}

	/** What was added; the next page begins. Large pages are cut: a log may hold many calls. */
	take(progress: FetchProgress, requests: number): readonly ArchivePage[] {
		const calls = this.#calls;
		const pages: ArchivePage[] = [];
		let start = 0;
		for (; start + callsPerPage < calls.length; start += callsPerPage) {
			const some = calls.slice(start, start + callsPerPage);
			pages.push({ calls: some, unreadable: [], coverage: [], progress, requests: 0 });
		}
		pages.push({
			calls: calls.slice(start),
			unreadable: this.#unreadable,
			coverage: this.#coverage,
			gaps: this.#gaps,
			closedGaps: this.#closedGaps,
			seen: this.#seen,
			...{ progress, requests },
		});
		this.#calls = [];
		this.#unreadable = [];
		this.#coverage = [];
		this.#gaps = [];
		this.#closedGaps = [];
		this.#seen = [];
		this.#begun = performance.now();
		return pages;
	}
}
