import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { MadePhoneUse } from '../context/made-phones.js';
import { ownProperties } from '../core/own-properties.js';
import { ElementLifecycleController } from './element-lifecycle-controller.js';
import { settings } from '../core/account/settings.js';

/** Attributes that make an element create a phone of its own. */
const MAKING = settings.attributes(({ face }) => face === 'makes');

/** Attributes that are copied to the `<voice-phone>`. */
export const ACCOUNT_ATTRIBUTES = settings.attributes(({ face }) => face !== 'own');

/**
 * Creates a `<voice-phone>` for an element with account attributes, so that one tag is enough; elements with the very
 * same ones share it. It serves the page like any other, follows the attributes, and is removed with the last of its
 * elements or their last account attribute. Secrets are copied and removed from the markup; they are kept for a phone
 * created later.
 */
export class AccountController implements ReactiveController {
	readonly #face: ReactiveControllerHost & HTMLElement;
	readonly #defaults: () => Readonly<Record<string, string>>;
	readonly #observer = new MutationObserver(() => this.#handOn());
	readonly #use: MadePhoneUse;
	/** Secrets removed from the markup. */
	readonly #secrets = new Map<string, string>();

	/** `defaults`: attributes of the `<voice-phone>` that the element itself lacks. */
	constructor(
		face: ReactiveControllerHost & HTMLElement,
		defaults: () => Readonly<Record<string, string>> = () => ({}),
	) {
		this.#face = face;
		this.#defaults = defaults;
		this.#use = new MadePhoneUse(() => face.requestUpdate());
		face.addController(this);
		new ElementLifecycleController(face, { detached: () => this.#use.leave() });
	}

	/** The `<voice-phone>` created for the element. */
	get element(): HTMLElement | undefined {
		return this.#use.element;
	}

	hostConnected(): void {
		this.#observer.observe(this.#face, ownProperties({ attributeFilter: [...ACCOUNT_ATTRIBUTES] }));
		this.#handOn();
	}

	/** The defaults depend on properties of the element. */
	hostUpdate(): void {
		if (this.element) this.#handOn();
	}

	hostDisconnected(): void {
		this.#observer.disconnect();
	}

	#handOn(): void {
		if (!MAKING.some((name) => this.#face.hasAttribute(name))) return this.#use.leave();
		const defaults = this.#defaults();
		const markup = new Map<string, string>();
		for (const name of ACCOUNT_ATTRIBUTES) {
			const said = this.#face.getAttribute(name);
			if (said !== null) this.#keepSecret(name, said);
			const value = said ?? this.#secrets.get(name) ?? defaults[name];
			if (value !== undefined) markup.set(name, value);
			if (settings.isSecret(name, said)) this.#face.removeAttribute(name);
		}
		// Of several proofs at once the last counts.
		for (const name of settings.proofs) if (markup.get(name) && !this.#secrets.has(name)) markup.delete(name);
		this.#use.use(this.element?.ownerDocument ?? this.#face.ownerDocument, markup);
	}

	/** A new secret replaces the previous one of its kind. It is kept for a phone created later. */
	#keepSecret(name: string, value: string): void {
		for (const other of value !== '' && settings.proofs.includes(name) ? settings.proofs : [name])
			this.#secrets.delete(other);
		if (value !== '' && settings.isSecret(name, value)) this.#secrets.set(name, value);
	}
}
