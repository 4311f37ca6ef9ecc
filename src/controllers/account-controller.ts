import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ownProperties } from '../core/own-properties.js';
import { ElementLifecycleController } from './element-lifecycle-controller.js';
import { settings } from '../core/account/settings.js';

/** Attributes that make an element create a phone of its own. */
const MAKING = settings.attributes(({ face }) => face === 'makes');

/** Attributes that are copied to the `<voice-phone>`. */
export const ACCOUNT_ATTRIBUTES = settings.attributes(({ face }) => face !== 'own');

/**
 * Creates a `<voice-phone>` for an element with account attributes, so that one tag is enough. It is a child of the
 * body, where it affects no layout and survives a rewrite of the element’s surroundings. It serves the page like any
 * other, follows the element’s attributes, and is removed with the element or its last account attribute. Secrets are
 * copied and removed from the markup; they are kept for a phone created later.
 */
export class AccountController implements ReactiveController {
	readonly #face: ReactiveControllerHost & HTMLElement;
	readonly #defaults: () => Readonly<Record<string, string>>;
	readonly #observer = new MutationObserver(() => this.#handOn());
	#phone: HTMLElement | undefined;
	/** Secrets removed from the markup. */
	readonly #secrets = new Map<string, string>();

	/** `defaults`: attributes of the `<voice-phone>` that the element itself lacks. */
	constructor(
		face: ReactiveControllerHost & HTMLElement,
		defaults: () => Readonly<Record<string, string>> = () => ({}),
	) {
		this.#face = face;
		this.#defaults = defaults;
		face.addController(this);
		new ElementLifecycleController(face, { detached: () => this.#remove() });
	}

	/** The `<voice-phone>` created for the element. */
	get element(): HTMLElement | undefined {
		return this.#phone;
	}

	hostConnected(): void {
		this.#observer.observe(this.#face, ownProperties({ attributeFilter: [...ACCOUNT_ATTRIBUTES] }));
		this.#handOn();
	}

	/** The defaults depend on properties of the element. */
	hostUpdate(): void {
		if (this.#phone) this.#handOn();
	}

	hostDisconnected(): void {
		this.#observer.disconnect();
	}

	#handOn(): void {
		if (!MAKING.some((name) => this.#face.hasAttribute(name))) return this.#remove();
		const { ownerDocument } = this.#face;
		const phone = this.#phone ?? ownerDocument.createElement('voice-phone');
		const defaults = this.#defaults();
		if (!this.#phone) for (const [name, value] of this.#secrets) phone.setAttribute(name, value);
		for (const name of ACCOUNT_ATTRIBUTES) {
			const value = this.#face.getAttribute(name);
			if (value !== null) this.#keepSecret(name, value);
			if (value !== null || !this.#secrets.has(name)) set(phone, name, value ?? defaults[name] ?? null);
			if (settings.isSecret(name, value)) this.#face.removeAttribute(name);
		}
		if (this.#phone) return;
		this.#phone = phone;
		ownerDocument.body.append(phone);
		this.#face.requestUpdate();
	}

	/** A new secret replaces the previous one of its kind. It is kept for a phone created later. */
	#keepSecret(name: string, value: string): void {
		for (const other of value !== '' && settings.proofs.includes(name) ? settings.proofs : [name])
			this.#secrets.delete(other);
		if (value !== '' && settings.isSecret(name, value)) this.#secrets.set(name, value);
	}

	#remove(): void {
		if (!this.#phone) return;
		this.#phone.remove();
		this.#phone = undefined;
		this.#face.requestUpdate();
	}
}

function set(element: Element, name: string, value: string | null): void {
	if (value === element.getAttribute(name)) return;
	if (value === null) element.removeAttribute(name);
	else element.setAttribute(name, value);
}
