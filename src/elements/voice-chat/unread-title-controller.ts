import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { TitlePrefix, type Unread } from './title-prefix.js';

/** Counts what nobody has read in the title of the page, while its host is there: “(2) ” before what the page calls itself. */
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
