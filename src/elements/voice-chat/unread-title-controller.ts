import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { TitlePrefix, type Unread } from './title-prefix.js';

/**
 * Shows the number of unread texts in the title of the page while its host is connected: “(2) ” before the page’s own
 * title.
 */
export class UnreadTitleController implements ReactiveController {
	readonly #host: ReactiveControllerHost & Element;
	readonly #read: () => readonly Unread[];
	#title: TitlePrefix | undefined;

	constructor(host: ReactiveControllerHost & Element, read: () => readonly Unread[]) {
		this.#host = host;
		this.#read = read;
		host.addController(this);
	}

	hostConnected(): void {
		this.#title = TitlePrefix.of(this.#host.ownerDocument);
		this.#title.set(this, this.#read());
	}

	hostUpdated(): void {
		if (this.#host.isConnected) this.#title?.set(this, this.#read());
	}

	hostDisconnected(): void {
		this.#title?.set(this, []);
		this.#title = undefined;
	}
}
