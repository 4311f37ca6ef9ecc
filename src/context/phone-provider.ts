import type { ContextCallback, ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { inheritedMember } from '../core/inherited-member.js';
import { ownProperties } from '../core/own-properties.js';
import type { Phone } from '../core/phone.js';
import { PhoneArrivalEvent } from './phone-arrival-event.js';
import { phoneContext } from './phone-context.js';

type PhoneRequest = ContextEvent<typeof phoneContext>;

/**
 * Provides the phone of a `<voice-phone>` by the context protocol: to its descendants, and as the first one in the
 * document to requests that no ancestor took. Lit’s `ContextProvider` does not fit: it never answers a sibling, and
 * moves a subscriber to a nearer provider though it asked for this one by id.
 */
export class PhoneProvider implements ReactiveController {
	readonly #host: ReactiveControllerHost & Element;
	readonly #phone: () => Phone | undefined;
	readonly #subscribers = new Set<ContextCallback<Phone | undefined>>();
	#connected = new AbortController();

	constructor(host: ReactiveControllerHost & Element, phone: () => Phone | undefined) {
		this.#host = host;
		this.#phone = phone;
		host.addController(this);
		host.addEventListener('context-request', (event) => this.#answer(event as PhoneRequest));
	}

	hostConnected(): void {
		this.#connected = new AbortController();
		inheritedMember(this.#host.ownerDocument, 'addEventListener')(
			'context-request',
			(event) => this.#answerForDocument(event as PhoneRequest),
			ownProperties({ signal: this.#connected.signal }),
		);
		this.announce();
	}

	hostDisconnected(): void {
		this.#connected.abort();
	}

	/** Dispatches a `PhoneArrivalEvent`, so that waiting elements ask again. */
	announce(): void {
		this.#host.dispatchEvent(new PhoneArrivalEvent(this.#host));
	}

	/** Gives all subscribers another phone, or none. */
	provide(phone: Phone | undefined): void {
		for (const callback of [...this.#subscribers]) this.#give(callback, phone);
	}

	#answer(event: PhoneRequest): void {
		if (event.context !== phoneContext || event.contextTarget === this.#host) return;
		event.stopImmediatePropagation();
		if (event.subscribe) this.#subscribers.add(event.callback);
		this.#give(event.callback, this.#phone());
	}

	/** A phone inside a shadow root serves the document only while that has no phone of its own. */
	#answerForDocument(event: PhoneRequest): void {
		const first = inheritedMember(this.#host.ownerDocument, 'querySelector')(this.#host.localName) ?? this.#host;
		if (first === this.#host) this.#answer(event);
	}

	#give(callback: ContextCallback<Phone | undefined>, phone: Phone | undefined): void {
		if (this.#subscribers.has(callback)) callback(phone, () => this.#subscribers.delete(callback));
		else callback(phone);
	}
}
