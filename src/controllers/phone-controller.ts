import { ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { PhoneArrivalEvent } from '../context/phone-arrival-event.js';
import { phoneContext } from '../context/phone-context.js';
import { phoneRequestTarget } from '../context/phone-request-target.js';
import { ownProperties } from '../core/own-properties.js';
import type { PhoneState } from '../core/phone-state.js';
import type { Phone } from '../core/phone.js';
import { VoiceError } from '../core/voice-error.js';
import { AccountController } from './account-controller.js';
import { StoreController } from './store-controller.js';

/** What an element needs, to be given a phone: two reactive properties. */
export interface Face extends ReactiveControllerHost, HTMLElement {
	/** The phone, if the page sets one; objects are properties only. */
	phone: Phone | undefined;
	/** Attribute `phone-id`. */
	phoneId: string | undefined;
}

export interface FaceOptions {
	/** Attributes of a phone of its own. */
	readonly defaults?: () => Readonly<Record<string, string>>;
	/** What of the phone’s state the face does not show. */
	readonly ignored?: readonly (keyof PhoneState)[];
}

/**
 * Gives a face its phone and renders it anew whenever that phone's state changes. The phone is the face's `phone` property, if the page set that; else
 * the `<voice-phone>` of its `phone-id`; else one of its own, when it has account attributes; else the nearest around it; else
 * the document's first, as soon as there is one. The face keeps it until it is disconnected, its own answer to all but the last
 * changes, or the phone goes; one that is inserted later steals nothing.
 *
 * A face declares `phone` and `phoneId`, writes `readonly #phone = new PhoneController(this)`, and its module imports
 * `../voice-phone/voice-phone.js`, so that the account attributes work on a page that imports nothing else.
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

	/** The phone, once there is one. */
	get phone(): Phone | undefined {
		return this.#face.phone ?? this.#found;
	}

	/** What is true of it now. */
	get state(): Readonly<PhoneState> | undefined {
		return this.phone?.state;
	}

	/**
	 * The phone, for a command that is nothing without one.
	 *
	 * @throws {VoiceError} `invalid-state`, in words for whoever made the page.
	 */
	demand(): Phone {
		if (this.phone) return this.phone;
		const { phoneId } = this.#face;
		const what = phoneId ? `no <voice-phone> with the id “${phoneId}”` : 'no <voice-phone>';
		throw new VoiceError('invalid-state', `There is ${what} on this page yet. Put one anywhere in it.`);
	}

	hostConnected(): void {
		this.#here = new AbortController();
		this.#face.ownerDocument.addEventListener(PhoneArrivalEvent.type, (event) => PhoneArrivalEvent.is(event) && this.#find(), ownProperties({ signal: this.#here.signal }));
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
		if (place && canAnswer(place)) place.dispatchEvent(new ContextEvent(phoneContext, this.#face, this.#take, true));
	}

	/** No phone any more is looked after in the update that follows. */
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

/** A `<voice-phone>` that was not upgraded yet would let the question through to another one around it. */
function canAnswer(place: Element | Document): boolean {
	return place instanceof Document || place.matches(':defined');
}
