import { ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { PhoneArrivalEvent } from '../context/phone-arrival-event.js';
import { phoneContext } from '../context/phone-context.js';
import { phoneRequestTarget } from '../context/phone-request-target.js';
import { inheritedMember } from '../core/inherited-member.js';
import { ownProperties } from '../core/own-properties.js';
import type { PhoneState } from '../core/phone-state.js';
import type { Phone } from '../core/phone.js';
import { VoiceError } from '../core/voice-error.js';
import { AccountController } from './account-controller.js';
import { StoreController } from './store-controller.js';

/** An element that uses a phone: two reactive properties. */
export interface Face extends ReactiveControllerHost, HTMLElement {
	/** The phone set by the page. A property only. */
	phone: Phone | undefined;
	/** Attribute `phone-id`. */
	phoneId: string | undefined;
}

export interface FaceOptions {
	/** Attributes of the `<voice-phone>` that the element creates. */
	readonly defaults?: () => Readonly<Record<string, string>>;
	/** Members of the phone’s state that the element does not show. */
	readonly ignored?: readonly (keyof PhoneState)[];
}

/**
 * Finds the phone of an element and updates the element on every change of the phone’s state. The phone is the `phone`
 * property, else the `<voice-phone>` with the id `phone-id`, else one created from account attributes, else the nearest
 * ancestor, else the first in the document, as soon as there is one. The element keeps it until it is disconnected, a
 * higher choice changes, or the phone is removed. A phone inserted later replaces none.
 *
 * An element declares `phone` and `phoneId`, writes `readonly #phone = new PhoneController(this)`, and imports
 * `../voice-phone/voice-phone.js`, so that account attributes work without further imports.
 */
export class PhoneController implements ReactiveController {
	readonly #face: Face;
	readonly #account: AccountController;
	#here: AbortController | undefined;
	#place: Element | Document | undefined;
	#found: Phone | undefined;
	#leave: (() => void) | undefined;

	constructor(face: Face, options?: FaceOptions) {
		const { defaults, ignored } = ownProperties<FaceOptions>(options);
		this.#face = face;
		this.#account = new AccountController(face, defaults);
		face.addController(this);
		new StoreController<PhoneState>(face, () => this.phone, ignored);
	}

	/** The phone, if there is one. */
	get phone(): Phone | undefined {
		return this.#face.phone ?? this.#found;
	}

	/** Whether the account attributes of the element created the phone. */
	get created(): boolean {
		return !this.#face.phone && this.#place !== undefined && this.#place === this.#account.element;
	}

	/** The state of the phone. */
	get state(): Readonly<PhoneState> | undefined {
		return this.phone?.state;
	}

	/**
	 * The phone, for a command that requires one.
	 *
	 * @throws {VoiceError} `invalid-state`, with a message for the developer of the page.
	 */
	demand(): Phone {
		if (this.phone) return this.phone;
		const { phoneId } = this.#face;
		const what = phoneId ? `no <voice-phone> with the id “${phoneId}”` : 'no <voice-phone>';
		throw new VoiceError('invalid-state', `There is ${what} on this page yet. Put one anywhere in it.`);
	}

	hostConnected(): void {
		this.#here = new AbortController();
		inheritedMember(this.#face.ownerDocument, 'addEventListener')(
			PhoneArrivalEvent.type,
			(event) => PhoneArrivalEvent.is(event) && this.#find(),
			ownProperties({ signal: this.#here.signal }),
		);
		this.#find();
	}

	hostUpdate(): void {
		if (this.#here) this.#find();
	}

	hostDisconnected(): void {
		this.#here?.abort();
		this.#here = undefined;
		this.#forget();
		this.#place = undefined;
	}

	#find(): void {
		const place = phoneRequestTarget(this.#face, { phoneId: this.#face.phoneId, own: this.#account.element });
		if (place === this.#place && this.#found) return;
		this.#forget();
		this.#place = place;
		if (place && canAnswer(place))
			EventTarget.prototype.dispatchEvent.call(
				place,
				new ContextEvent(phoneContext, this.#face, this.#take, true),
			);
	}

	/** After the loss of a phone, the update that follows looks for another one. */
	readonly #take = (phone: Phone | undefined, leave?: () => void): void => {
		if (phone !== this.#found) this.#face.requestUpdate();
		this.#found = phone;
		this.#leave = leave;
	};

	#forget(): void {
		this.#leave?.();
		this.#leave = undefined;
		if (this.#found) this.#face.requestUpdate();
		this.#found = undefined;
	}
}

/** A `<voice-phone>` that is not upgraded yet would let the request pass to an ancestor. */
function canAnswer(place: Element | Document): boolean {
	return place instanceof Document || place.matches(':defined');
}
