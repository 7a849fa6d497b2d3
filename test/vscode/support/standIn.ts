import type { ControlOrder, ControlState } from '../../servers/control.ts';

/** The stand-in for AWS, a process of its own that the runner started. */
export const standInUrl = process.env.IBH_AWS_URL ?? '';

/** Tells the stand-in what to be like. */
export async function order(body: ControlOrder): Promise<void> {
	const response = await fetch(`${standInUrl}/__control`, {
		method: 'POST',
		body: JSON.stringify(body),
	});
	if (!response.ok) {
		throw new Error(`The stand-in refused an order: ${response.status}`);
	}
}

export async function standInState(): Promise<ControlState> {
	const response = await fetch(`${standInUrl}/__control`);
	return (await response.json()) as ControlState;
}
