import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { inheritedMember } from '../core/inherited-member.js';
import { ownProperties } from '../core/own-properties.js';

/** Knows whether the user sees the host: it is on the screen, the page is visible and has the focus. */
export class VisibilityController implements ReactiveController {
	readonly #host: ReactiveControllerHost & Element;
	#onScreen = false;
	#end = new AbortController();

	constructor(host: ReactiveControllerHost & Element) {
		this.#host = host;
		host.addController(this);
	}

	get visible(): boolean {
		return this.shown && inheritedMember(document, 'hasFocus')();
	}

	/** Whether the host is on the screen and the page visible, with or without the focus. */
	get shown(): boolean {
		return this.#onScreen && inheritedMember(document, 'visibilityState') === 'visible';
	}

	hostConnected(): void {
		this.#end = new AbortController();
		const observer = new IntersectionObserver((entries) => {
			this.#onScreen = entries.at(-1)?.isIntersecting === true;
			this.#host.requestUpdate();
		});
		observer.observe(this.#host);
		this.#end.signal.addEventListener('abort', () => observer.disconnect());
		const { signal } = this.#end;
		inheritedMember(document, 'addEventListener')(
			'visibilitychange',
			() => this.#host.requestUpdate(),
			ownProperties({ signal }),
		);
		for (const type of ['focus', 'blur'])
			addEventListener(type, () => this.#host.requestUpdate(), ownProperties({ signal }));
	}

	hostDisconnected(): void {
		this.#end.abort();
		this.#onScreen = false;
	}
}
