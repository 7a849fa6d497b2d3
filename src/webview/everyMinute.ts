import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Draws its host anew every minute, as how long ago something was changes by itself. */
export class EveryMinute implements ReactiveController {
	readonly #host: ReactiveControllerHost;
	#timer: ReturnType<typeof setInterval> | undefined;

	constructor(host: ReactiveControllerHost) {
		this.#host = host;
		host.addController(this);
	}

	hostConnected(): void {
		this.#timer = setInterval(() => this.#host.requestUpdate(), 60_000);
	}

	hostDisconnected(): void {
		clearInterval(this.#timer);
	}
}
