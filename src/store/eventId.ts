const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An event id as it is stored: a UUID takes 16 bytes, anything else stays text. */
export function packEventId(eventId: string): Uint8Array | string {
	return uuid.test(eventId) ? Buffer.from(eventId.replaceAll('-', ''), 'hex') : eventId;
}

export function unpackEventId(packed: Uint8Array | string): string {
	if (typeof packed === 'string') {
		return packed;
	}
	const hex = Buffer.from(packed).toString('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
