import { HistoryError } from '../model/errors.ts';
import type { CallOrder, CallQuery } from '../model/query.ts';
import type { FilterPlan } from './filterPlan.ts';

const defaultLimit = 1000;
const maxLimit = 5000;

export interface Paging {
	readonly limit: number;
	readonly order: CallOrder;
	/** The id of the last call of the page before. */
	readonly after?: number;
}

/** @throws HistoryError `bad-query` */
export function readPaging({ limit, order, after }: CallQuery): Paging {
	return {
		limit: checkedLimit(limit),
		order: checkedOrder(order),
		...(after !== undefined && { after: parseCursor(after) }),
	};
}

/** What of a plan comes after a call, in the order. */
export function planBeyond(plan: FilterPlan, id: number, order: CallOrder): FilterPlan {
	return order === 'newest'
		? { ...plan, max: Math.min(plan.max, id) }
		: { ...plan, min: Math.max(plan.min, id + 1) };
}

/** The cursor of the page that a call ends. */
export function cursorOf(id: number): string {
	return id.toString(36);
}

function checkedLimit(limit = defaultLimit): number {
	if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
		throw new HistoryError('bad-query', `The limit must be a whole number from 1 to ${maxLimit}.`);
	}
	return limit;
}

function checkedOrder(order: CallOrder = 'newest'): CallOrder {
	if (order !== 'newest' && order !== 'oldest') {
		throw new HistoryError('bad-query', 'The order must be newest or oldest.');
	}
	return order;
}

function parseCursor(after: string): number {
	const id = /^[0-9a-z]{1,11}$/.test(after) ? Number.parseInt(after, 36) : Number.NaN;
	if (!Number.isSafeInteger(id)) {
		throw new HistoryError('bad-query', 'The cursor is not one of an earlier page.');
	}
	return id;
}
