import { describe, expect, it } from 'vitest';
import type { CloudTrailRecord, JsonValue } from '../../../src/model/record.ts';
import { findRecords } from '../../../src/sources/logRecords.ts';
import { buildHistory } from '../../builders/history.ts';
import { createRandom } from '../../builders/random.ts';
import { buildRecord } from '../../builders/record.ts';
import { idsOf, mixedRecords, trailLog } from './logFiles.ts';

function find(text: string) {
	return findRecords(Buffer.from(text));
}

function foundIds(text: string) {
	return find(text).found.map(({ record }) => (record as CloudTrailRecord).eventID);
}

const records = mixedRecords(9);
const wanted = idsOf(records);
const lookedUp = {
	Events: records.map((record) => ({
		EventId: record.eventID,
		ReadOnly: 'false',
		CloudTrailEvent: JSON.stringify(record),
	})),
};
const eventBridge = records.map((record) => ({
	version: '0',
	'detail-type': 'AWS API Call via CloudTrail',
	source: 'aws.imagebuilder',
	detail: record,
}));
const lines = records.map((record) => JSON.stringify(record));

describe('findRecords', () => {
	it.each([
		['a trail log', trailLog(records)],
		['a trail log, pretty-printed', JSON.stringify({ Records: records }, undefined, 2)],
		['a bare array', JSON.stringify(records)],
		['one JSON object a line', lines.join('\n')],
		['one JSON object a line, with Windows line ends and blank lines', lines.join('\r\n\r\n')],
		['objects without anything between', lines.join('')],
		[
			'trail logs, one after the other',
			`${trailLog(records.slice(0, 5))}\n${trailLog(records.slice(5))}`,
		],
		['the output of lookup-events', JSON.stringify(lookedUp, undefined, 4)],
		['that with another key first', JSON.stringify({ NextToken: 'x', ...lookedUp })],
		['events of lookup-events in a bare array', JSON.stringify(lookedUp.Events)],
		[
			'EventBridge events, one a line',
			eventBridge.map((event) => JSON.stringify(event)).join('\n'),
		],
		['EventBridge events in an array', JSON.stringify(eventBridge)],
	])('reads %s', (_, text) => {
		expect(foundIds(text)).toEqual(wanted);
		expect(find(text)).toMatchObject({ broken: 0 });
		expect(find(text)).not.toHaveProperty('problem');
	});

	it('reads one object', () => {
		const record = buildRecord();
		expect(foundIds(JSON.stringify(record))).toEqual([record.eventID]);
	});

	it('keeps the text of a record as it came', () => {
		const text = JSON.stringify(buildRecord()).replace('{', '{"big":12345678901234567890,');
		expect(find(`{"Records":[${text}]}`).found[0]?.json).toBe(text);
	});

	it('finds what parsing everything finds, in a history with hostile texts', () => {
		const history = buildHistory({ count: 600, hostile: true }).map((record, number) =>
			number % 3 === 0 ? record : { ...record, eventSource: 'kms.amazonaws.com' },
		);
		expect(foundIds(trailLog(history))).toEqual(idsOf(history));
	});
});

describe('what only looks like a record', () => {
	const forged = {
		eventVersion: '1.11',
		eventID: 'forged',
		eventSource: 'imagebuilder.amazonaws.com',
	};
	const real = buildRecord();
	const foreign = (requestParameters: CloudTrailRecord['requestParameters']) =>
		buildRecord({
			eventSource: 'events.amazonaws.com',
			requestParameters: requestParameters ?? null,
		});

	it.each<[string, readonly CloudTrailRecord[]]>([
		['a nested object', [foreign({ entry: forged }), real]],
		['nested objects in a list', [foreign({ entries: [forged, forged, forged] }), real]],
		['a list that begins with another', [foreign({ entries: [{ a: 1 }, forged, forged] }), real]],
		['a whole log, nested', [foreign({ Records: [forged, forged] }), real]],
		['text with escaped quotes', [foreign({ body: `x"},${JSON.stringify(forged)},{"y":"` }), real]],
		['text ending in a backslash', [foreign({ body: `${JSON.stringify(forged)}\\` }), real]],
		['text of a whole log', [foreign({ body: trailLog([forged]) }), real]],
		['a nested object in a record of ours', [{ ...real, requestParameters: { forged } }]],
	])('is left alone: %s', (_, list) => {
		for (const text of [
			trailLog(list),
			JSON.stringify(list),
			JSON.stringify({ Records: list }, undefined, '\t'),
			list.map((record) => JSON.stringify(record)).join('\n'),
		]) {
			expect(foundIds(text)).toEqual([real.eventID]);
		}
	});

	it('is left alone wherever it hides, and whatever the text around it', () => {
		const random = createRandom(31);
		const disguises: ((value: JsonValue) => JsonValue)[] = [
			(value) => JSON.stringify(value),
			(value) => `"},${JSON.stringify(value)},{"`,
			(value) => `\\"}]},${JSON.stringify({ Records: [value] })}\\`,
			(value) => [{ a: 1 }, value, value],
			(value) => ({ Records: [value], Events: [value], detail: value }),
			(value) => [[[{ '"}]}': value }]]],
		];
		for (let round = 0; round < 300; round++) {
			const list = Array.from({ length: 1 + random.below(6) }, (): CloudTrailRecord => {
				if (random.below(4) === 0) {
					return buildRecord();
				}
				let hidden: JsonValue = forged;
				for (let depth = random.below(3); depth >= 0; depth--) {
					hidden = random.pick(disguises)(hidden);
				}
				const filling = 'x'.repeat(random.below(130));
				return foreign({ [filling]: hidden, filling });
			});
			const text = trailLog(list);
			const ids = idsOf(list);
			expect(foundIds(text)).toEqual(ids);
			// A file that is cut off gives what was before, and nothing that hides in the rest.
			const cut = foundIds(text.slice(0, random.below(text.length)));
			expect(cut).toEqual(ids.slice(0, cut.length));
		}
	});

	it('does not depend on the order of keys', () => {
		const backwards = records.map((record) => Object.fromEntries(Object.entries(record).reverse()));
		expect(foundIds(trailLog(backwards))).toEqual(wanted);
	});
});

describe('damage', () => {
	const whole = records.map((record) => JSON.stringify(record));

	it('keeps the records before the cut', () => {
		const text = trailLog(records);
		const cut = find(text.slice(0, text.length - 700));
		expect(cut.found.map(({ record }) => (record as CloudTrailRecord).eventID)).toEqual(
			wanted.slice(0, -1),
		);
		expect(cut.problem).toMatch(/cut off/);
	});

	it.each([
		['an unescaped quote', (text: string) => text.replace('"eventName":"', '"eventName":"a"b')],
		['no value', (text: string) => text.replace(/"eventName":"\w+"/, '"eventName":')],
		['a missing bracket', (text: string) => text.slice(0, -1)],
		['a missing quote', (text: string) => text.replace('"eventSource":"', '"eventSource":')],
		['one bracket too many', (text: string) => `${text}}`],
	])('loses only the record that has %s', (_, harm) => {
		const harmed = whole.map((text, number) => (number === 4 ? harm(text) : text));
		const others = wanted.filter((id) => id !== records[4]?.eventID);
		const inLog = find(`{"Records":[${harmed.join(',')}]}`);
		const ids = inLog.found.map(({ record }) => (record as CloudTrailRecord).eventID);
		expect(ids).toEqual(expect.arrayContaining([...others]));
		const byLine = find(harmed.join('\n'));
		expect(byLine.found.map(({ record }) => (record as CloudTrailRecord).eventID)).toEqual(
			expect.arrayContaining([...others]),
		);
	});

	it.each([
		['a missing quote', (text: string) => text.replace('"eventType":"', '"eventType":')],
		['a missing bracket', (text: string) => text.slice(0, -1)],
		['a list without end', (text: string) => text.replace('"entries":[', '"entries":[[')],
	])('takes no nested object for a record after one that has %s', (_, harm) => {
		const forged = { eventVersion: '1.11', eventSource: 'imagebuilder.amazonaws.com' };
		const foreign = JSON.stringify(
			buildRecord({
				eventSource: 'events.amazonaws.com',
				requestParameters: { entries: [{ a: 1 }, forged, forged] },
			}),
		);
		const texts = [whole[0], harm(foreign), foreign, whole[2], foreign, whole[4]];
		expect(foundIds(`{"Records":[${texts.join(',')}]}`)).toEqual(
			[0, 2, 4].map((number) => records[number]?.eventID),
		);
	});

	it('reads damaged text without end in one go', () => {
		const text = '{"eventVersion":,"imagebuilder.amazonaws.com"'.repeat(50_000);
		expect(find(`{"Records":[${text}`)).toMatchObject({ found: [], broken: 49_999 });
	});

	it('counts what it lost', () => {
		const harmed = whole.map((text, number) =>
			number === 4 ? text.replace('"eventName":"', '"eventName":"a"b') : text,
		);
		expect(find(harmed.join('\n')).broken).toBe(1);
		expect(find(`{"Records":[${harmed.join(',')}]}`).broken).toBe(1);
	});

	it('survives nesting without end', () => {
		const deep = `{"eventSource":"imagebuilder.amazonaws.com","a":${'['.repeat(1e5)}${']'.repeat(1e5)}}`;
		expect(() => find(`{"Records":[${deep}]}`)).not.toThrow();
	});

	it.each([
		['{"name":"package","version":"1"}', 'not a CloudTrail log'],
		['hello', 'not a CloudTrail log'],
		['{"Records":[{"eventSource":"ec2.amazonaws.com","x":"', 'the file is cut off or damaged'],
	])('says what is wrong with %s', (text, problem) => {
		expect(find(text).problem).toBe(problem);
	});

	it.each(['{"Records":[]}', '[]', '', '{ "Events": [ ] }'])('is content with %s', (text) => {
		expect(find(text)).toEqual({ found: [], broken: 0 });
	});
});
