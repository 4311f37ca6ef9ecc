import { css, html, LitElement, type TemplateResult } from 'lit';
import { PhoneProvider } from '../../context/phone-provider.js';
import { ElementLifecycleController } from '../../controllers/element-lifecycle-controller.js';
import { settings, type PhoneConfig } from '../../core/account/settings.js';
import type { VoiceErrorEvent, VoiceEventMap } from '../../core/events.js';
import { ownProperties } from '../../core/own-properties.js';
import type { Phone as CorePhone } from '../../core/phone.js';
import { customElement } from '../custom-element.js';
import { Mistakes } from '../parts/mistakes.js';
import { ElementConfiguration } from './element-configuration.js';
import { LastRoots } from './last-roots.js';
import { Phone } from './phone.js';
import { redispatch } from './redispatch-events.js';
import { Secrets } from './secrets.js';
import { defineSettings, type SettingProperties } from './setting-properties.js';

/**
 * One account, for the elements inside it and for every other on the page that finds no nearer one. It has no box of its own. It starts its phone when it
 * comes to the page; removed and not put back within a task, it hangs up and signs off, and its last events reach the document it was in. Moving it loses
 * nothing. A change of an attribute reconnects only when it must, and ends no call. A mistake in an attribute is told by name, in the phone's state, as
 * `voice-error`, and once in the console unless a listener cancels that event.
 *
 * @slot - Anything; most of all the elements that use this phone.
 *
 * @attr {string} id - What a `phone-id` names.
 *
 * @fires {VoiceRegistrationChangeEvent} voice-registration-change - The registration changed.
 * @fires {VoiceCallStartEvent} voice-call-start - A call began, in either direction.
 * @fires {VoiceCallChangeEvent} voice-call-change - Anything about a call changed.
 * @fires {VoiceCallEndEvent} voice-call-end - A call is over, with the reason.
 * @fires {VoiceMessageEvent} voice-message - A text came in.
 * @fires {VoiceErrorEvent} voice-error - Something went wrong that somebody should know.
 */
@customElement('voice-phone')
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- `defineSettings` makes the properties of the interface
export class VoicePhone extends LitElement {
	static override readonly styles = css`
		:host {
			display: contents;
		}

		:host([hidden]) {
			display: none;
		}
	`;

	readonly #provider = new PhoneProvider(this, () => this.phone);
	readonly #presence = new ElementLifecycleController(this, { attached: () => this.hasUpdated && this.#run(), detached: () => this.#end() });
	readonly #lastRoots = new LastRoots(this);
	readonly #secrets = Secrets.of(this);
	readonly #mistakes = new Mistakes(this);
	#own: CorePhone | undefined;
	#configuration: ElementConfiguration | undefined;
	#running = false;
	#given: CorePhone | undefined;
	#retelling = new AbortController();

	static {
		defineSettings(this.prototype, settings);
	}

	static override get observedAttributes(): string[] {
		return [...super.observedAttributes, ...settings.proofs, 'id'];
	}

	constructor() {
		super();
		this.#honourEarlyPhone();
	}

	/** Its phone: one of its own, or the one the page set. That one the page configures, starts and stops by itself. */
	get phone(): CorePhone {
		return this.#given ?? (this.#own ??= this.#makePhone());
	}

	set phone(phone: CorePhone | null | undefined) {
		const given = phone ?? undefined;
		if (given === this.#given) return;
		this.#stop();
		this.#own = this.#configuration = undefined;
		this.#given = given;
		if (given) this.#retell(given);
		this.#provider.provide(this.phone);
		this.requestUpdate();
	}

	override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
		if (settings.isSecret(name, value ?? before)) return this.#takeSecret(name, value);
		super.attributeChangedCallback(name, before, value);
		if (name === 'id' && this.isConnected) this.#provider.announce();
	}

	protected override updated(): void {
		if (this.#given) return;
		this.#own ??= this.#makePhone();
		this.#configuration?.update(this.#config);
		if (this.#presence.attached) this.#run();
	}

	protected override render(): TemplateResult {
		return html`<slot></slot>`;
	}

	get #config(): PhoneConfig {
		// Every property that Lit watches is a setting of the same name.
		const said = [...VoicePhone.elementProperties.keys()].map((name) => [name, this[name as keyof this]]);
		return withoutGaps({ ...(Object.fromEntries(said) as PhoneConfig), ...this.#secrets.config });
	}

	/** Begins without a configuration: one with a mistake in it would throw where nobody can catch it. */
	#makePhone(): CorePhone {
		const phone = new Phone({}, { answeredBy: 'elements' });
		this.#configuration = new ElementConfiguration(phone);
		this.#retell(phone);
		this.#configuration.update(this.#config);
		return phone;
	}

	#run(): void {
		if (this.#given || this.#running) return;
		this.#running = true;
		const { phone } = this;
		void this.#configuration?.settled.then(() => this.#running && this.#own === phone && phone.start());
	}

	#stop(): void {
		this.#running = false;
		void this.#own?.stop();
	}

	#end(): void {
		this.#stop();
		this.#provider.provide(undefined);
	}

	#retell(phone: CorePhone): void {
		this.#retelling.abort();
		this.#retelling = new AbortController();
		const { signal } = this.#retelling;
		// A phone of the page goes on without this element, and may be told of by another.
		redispatch(phone, () => (this.#given ? [this] : this.#lastRoots.places), signal);
		phone.addEventListener('voice-error', (event) => this.#mistakes.log(event as VoiceErrorEvent), ownProperties({ signal }));
	}

	/** Nothing is taken back by its own removal. */
	#takeSecret(name: string, value: string | null): void {
		if (value === null) return;
		if (settings.proofs.includes(name)) this.#secrets.prove(name, value);
		else super.attributeChangedCallback(name, null, value);
		this.removeAttribute(name);
		this.requestUpdate();
	}

	/** A phone that was set before this class was defined hides the accessor; Lit sees to that for its own properties only. */
	#honourEarlyPhone(): void {
		if (!Object.hasOwn(this, 'phone')) return;
		const { phone } = this;
		Reflect.deleteProperty(this, 'phone');
		this.phone = phone;
	}
}

/** Only what was set. */
function withoutGaps(config: { readonly [Name in keyof PhoneConfig]: unknown }): PhoneConfig {
	return ownProperties<PhoneConfig>(Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined && value !== null)));
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- see there
export interface VoicePhone extends SettingProperties {}

declare global {
	interface HTMLElementTagNameMap {
		'voice-phone': VoicePhone;
	}

	interface GlobalEventHandlersEventMap extends VoiceEventMap {}
}
