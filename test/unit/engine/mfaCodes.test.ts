import { expect, it } from 'vitest';
import { MfaCodes } from '../../../src/engine/mfaCodes.ts';

it('does not ask again for a code that was not given, until the user comes back', async () => {
	const asked: string[] = [];
	const given: Record<string, string> = { phone: '123456' };
	const codes = new MfaCodes(async (serial) => {
		asked.push(serial);
		return given[serial];
	});
	expect(await codes.of('key')).toBeUndefined();
	expect(await codes.of('key')).toBeUndefined();
	expect(await codes.of('phone')).toBe('123456');
	expect(await codes.of('phone')).toBe('123456');
	expect(asked).toEqual(['key', 'phone', 'phone']);
	codes.forget();
	given.key = '654321';
	expect(await codes.of('key')).toBe('654321');
});
