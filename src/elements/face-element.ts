import { LitElement } from 'lit';
import { LateLook, type Look } from '../controllers/late-look.js';
import { PhoneController, type Face } from '../controllers/phone-controller.js';
import type { PhoneState } from '../core/phone-state.js';
import type { Phone } from '../core/phone.js';
import { box } from '../styles/box.js';
import { property } from './property.js';
import './voice-phone/voice-phone.js';

/** What the faces have in common: each finds its phone, and fetches what it looks like when it comes to the page. */
export abstract class FaceElement extends LitElement implements Face {
	static override readonly styles = box;

	/** The phone, if the page chooses it by script. */
	@property({ attribute: false }) phone: Phone | undefined;

	/** Id of the `<voice-phone>` to use. */
	@property({ attribute: 'phone-id' }) phoneId: string | undefined;

	protected readonly phones = new PhoneController(this, { defaults: () => this.phoneDefaults, ignored: this.ignoredState });
	readonly #look = new LateLook(this, () => this.fetchLook());

	/** Attributes of a phone of its own, where the page gives none. */
	protected get phoneDefaults(): Readonly<Record<string, string>> {
		return {};
	}

	/** What of the phone’s state the element does not show: a change of it draws nothing. */
	protected get ignoredState(): readonly (keyof PhoneState)[] {
		return [];
	}

	/** Imports what draws this element. */
	protected abstract fetchLook(): Promise<Look>;

	protected override render(): unknown {
		return this.#look.render();
	}

	protected override async getUpdateComplete(): Promise<boolean> {
		await super.getUpdateComplete();
		await this.#look.loading;
		return super.getUpdateComplete();
	}
}
