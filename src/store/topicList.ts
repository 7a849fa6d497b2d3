/** A topic that a call is listed under. */
export interface TopicTouch {
	readonly topic: number;
	readonly reference: boolean;
}

/** The resources of a call as bytes: base-128 numbers, each the topic's id and the role's bit. */
export function packTopics(touches: readonly TopicTouch[]): Uint8Array {
	const bytes: number[] = [];
	for (const { topic, reference } of touches) {
		let value = topic * 2 + (reference ? 1 : 0);
		while (value >= 128) {
			bytes.push((value % 128) + 128);
			value = Math.floor(value / 128);
		}
		bytes.push(value);
	}
	return Uint8Array.from(bytes);
}

export function unpackTopics(bytes: Uint8Array): TopicTouch[] {
	const touches: TopicTouch[] = [];
	let value = 0;
	let factor = 1;
	for (const byte of bytes) {
		value += (byte % 128) * factor;
		factor *= 128;
		if (byte < 128) {
			touches.push({ topic: Math.floor(value / 2), reference: value % 2 === 1 });
			value = 0;
			factor = 1;
		}
	}
	return touches;
}
