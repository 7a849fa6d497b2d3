import type { Asked } from '../model/history.ts';
import type { CallFilter, CallQuery, GroupKey, ResourceQuery, TimeBins } from '../model/query.ts';
import type { Scope } from '../model/scope.ts';
import type { StoreThreads } from './storeThreads.ts';

/** What a history answers from the store: each question goes to the thread that fits it. */
export abstract class StoredHistory {
	/** Of the database that is shown. */
	protected abstract readonly readers: StoreThreads;
	/** Whose calls are shown. */
	protected abstract scope(): Promise<Scope>;

	async calls(query: CallQuery = {}, { signal, background }: Asked = {}) {
		const scope = await this.scope();
		const { tickets, reader, counter } = this.readers;
		const thread = background ? counter : reader;
		return tickets.ask(signal, (ticket) => thread.calls(query, scope, ticket));
	}

	async count(filter: CallFilter = {}) {
		return this.readers.counter.count(filter, await this.scope());
	}

	async total(filter: CallFilter, upTo: number, { signal }: Asked = {}) {
		const scope = await this.scope();
		const { tickets, counter } = this.readers;
		return tickets.ask(signal, (ticket) => counter.total(filter, upTo, scope, ticket));
	}

	async span(filter: CallFilter, { signal }: Asked = {}) {
		const scope = await this.scope();
		const { tickets, counter } = this.readers;
		return tickets.ask(signal, (ticket) => counter.span(filter, scope, ticket));
	}

	async resources(query: ResourceQuery = {}) {
		return this.readers.counter.resources(query, await this.scope());
	}

	async groups(by: GroupKey, filter: CallFilter = {}) {
		return this.readers.counter.groups(by, filter, await this.scope());
	}

	async timeline(filter: CallFilter, bins: TimeBins, { signal }: Asked = {}) {
		const scope = await this.scope();
		const { tickets, counter } = this.readers;
		return tickets.ask(signal, (ticket) => counter.timeline(filter, bins, scope, ticket));
	}

	async call(eventId: string) {
		return this.readers.reader.call(eventId);
	}

	async record(eventId: string) {
		return this.readers.reader.record(eventId);
	}

	async coverage() {
		return this.readers.reader.coverage(await this.scope());
	}

	async gaps() {
		return this.readers.reader.gaps(await this.scope());
	}
}
