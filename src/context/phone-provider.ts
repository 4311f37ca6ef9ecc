import type { ContextCallback, ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ownProperties } from '../core/own-properties.js';
import type { Phone } from '../core/phone.js';
import { PhoneArrivalEvent } from './phone-arrival-event.js';
import { phoneContext } from './phone-context.js';

type PhoneRequest = ContextEvent<typeof phoneContext>;

/**
 * Lets a `<voice-phone>` give its phone to whoever asks by the context protocol: to what is inside it, and as the document's first to a request
 * that no ancestor took. `ContextProvider` of Lit cannot serve: it never answers a sibling, and moves a subscriber to a nearer provider though it asked for
 * this one by name.
 */
export class PhoneProvider implements ReactiveController {
	readonly #host: ReactiveControllerHost & Element;
	readonly #phone: () => Phone | undefined;
	readonly #subscribers = new Set<ContextCallback<Phone | undefined>>();
	#here = new AbortController();

	constructor(host: ReactiveControllerHost & Element, phone: () => Phone | undefined) {
		this.#host = host;
		this.#phone = phone;
		host.addController(this);
		host.addEventListener('context-request', (event) => this.#answer(event as PhoneRequest));
	}

	hostConnected(): void {
		this.#here = new AbortController();
		this.#host.ownerDocument.addEventListener('context-request', (event) => this.#answerForDocument(event as PhoneRequest), ownProperties({ signal: this.#here.signal }));
		this.announce();
	}

	hostDisconnected(): void {
		this.#here.abort();
	}

	/** Says that there is a phone here, so that whoever waits for one asks again. */
	announce(): void {
		this.#host.dispatchEvent(new PhoneArrivalEvent(this.#host));
	}

	/** Gives everybody who asked another phone, or takes it from them. */
	tell(phone: Phone | undefined): void {
		for (const callback of [...this.#subscribers]) this.#give(callback, phone);
	}

	#answer(event: PhoneRequest): void {
		if (event.context !== phoneContext || event.contextTarget === this.#host) return;
		event.stopImmediatePropagation();
		if (event.subscribe) this.#subscribers.add(event.callback);
		this.#give(event.callback, this.#phone());
	}

	/** Phones inside shadow roots serve the document only while it has none of its own. */
	#answerForDocument(event: PhoneRequest): void {
		const first = this.#host.ownerDocument.querySelector(this.#host.localName) ?? this.#host;
		if (first === this.#host) this.#answer(event);
	}

	#give(callback: ContextCallback<Phone | undefined>, phone: Phone | undefined): void {
		if (this.#subscribers.has(callback)) callback(phone, () => this.#subscribers.delete(callback));
		else callback(phone);
	}
}
