import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ownProperties } from '../core/own-properties.js';
import { ElementLifecycleController } from './element-lifecycle-controller.js';
import { settings } from '../core/account/settings.js';

/** A face that has one of these makes a phone. */
const MAKING = settings.attributes(({ face }) => face === 'makes');

/** Attributes of `<voice-phone>` that a face hands on. */
export const ACCOUNT_ATTRIBUTES = settings.attributes(({ face }) => face !== 'own');

/**
 * Makes a `<voice-phone>` for a face with account attributes, so that one tag is enough. It stands in the body itself, where it disturbs no layout and
 * whoever rewrites the surroundings of the face does not remove it; it serves the page like any other, follows the face's attributes, and goes when the face
 * has gone or has none of the three left. Secrets are handed on and taken out of the markup; a phone that is made later has them as well.
 */
export class AccountController implements ReactiveController {
	readonly #face: ReactiveControllerHost & HTMLElement;
	readonly #defaults: () => Readonly<Record<string, string>>;
	readonly #observer = new MutationObserver(() => this.#handOn());
	#phone: HTMLElement | undefined;
	/** What was taken out of the markup. */
	readonly #secrets = new Map<string, string>();

	/** `defaults`: attributes of the `<voice-phone>` that the face does not have itself. */
	constructor(face: ReactiveControllerHost & HTMLElement, defaults: () => Readonly<Record<string, string>> = () => ({})) {
		this.#face = face;
		this.#defaults = defaults;
		face.addController(this);
		new ElementLifecycleController(face, { detached: () => this.#remove() });
	}

	/** The `<voice-phone>` that was made for the face. */
	get element(): HTMLElement | undefined {
		return this.#phone;
	}

	hostConnected(): void {
		this.#observer.observe(this.#face, ownProperties({ attributeFilter: [...ACCOUNT_ATTRIBUTES] }));
		this.#handOn();
	}

	/** The defaults follow the properties of the face. */
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

	/** For a phone that is made later, and as the last one of its kind. */
	#keepSecret(name: string, value: string): void {
		for (const other of value !== '' && settings.proofs.includes(name) ? settings.proofs : [name]) this.#secrets.delete(other);
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
