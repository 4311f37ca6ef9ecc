import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { MadePhoneUse } from '../context/made-phones.js';
import { ownProperties } from '../core/own-properties.js';
import { ElementLifecycleController } from './element-lifecycle-controller.js';
import { settings } from '../core/account/settings.js';

/** A face that has one of these makes a phone. */
const MAKING = settings.attributes(({ face }) => face === 'makes');

/** Attributes of `<voice-phone>` that a face hands on. */
export const ACCOUNT_ATTRIBUTES = settings.attributes(({ face }) => face !== 'own');

/**
 * Makes a `<voice-phone>` for a face with account attributes, so that one tag is enough; faces that say the very same share one. It serves the page like any
 * other, follows the attributes, and goes when the last of its faces has gone or has none of the three left. Secrets are handed on and taken out of the markup; a
 * phone that is made later has them as well.
 */
export class AccountController implements ReactiveController {
	readonly #face: ReactiveControllerHost & HTMLElement;
	readonly #defaults: () => Readonly<Record<string, string>>;
	readonly #observer = new MutationObserver(() => this.#handOn());
	readonly #use: MadePhoneUse;
	/** What was taken out of the markup. */
	readonly #secrets = new Map<string, string>();

	/** `defaults`: attributes of the `<voice-phone>` that the face does not have itself. */
	constructor(face: ReactiveControllerHost & HTMLElement, defaults: () => Readonly<Record<string, string>> = () => ({})) {
		this.#face = face;
		this.#defaults = defaults;
		this.#use = new MadePhoneUse(() => face.requestUpdate());
		face.addController(this);
		new ElementLifecycleController(face, { detached: () => this.#use.leave() });
	}

	/** The `<voice-phone>` that was made for the face. */
	get element(): HTMLElement | undefined {
		return this.#use.element;
	}

	hostConnected(): void {
		this.#observer.observe(this.#face, ownProperties({ attributeFilter: [...ACCOUNT_ATTRIBUTES] }));
		this.#handOn();
	}

	/** The defaults follow the properties of the face. */
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

	/** For a phone that is made later, and as the last one of its kind. */
	#keepSecret(name: string, value: string): void {
		for (const other of value !== '' && settings.proofs.includes(name) ? settings.proofs : [name]) this.#secrets.delete(other);
		if (value !== '' && settings.isSecret(name, value)) this.#secrets.set(name, value);
	}
}
