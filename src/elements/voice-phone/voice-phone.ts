import { css, html, LitElement, type TemplateResult } from 'lit';
import { PhoneProvider } from '../../context/phone-provider.js';
import { ElementLifecycleController } from '../../controllers/element-lifecycle-controller.js';
import { isProof, isSecret, PROOFS, type IceServersProperty } from '../../core/account/secret-attributes.js';
import type { Credentials, PhoneConfig, Protocol } from '../../core/account/configuration.js';
import type { VoiceErrorEvent, VoiceEventMap } from '../../core/events.js';
import { ownProperties } from '../../core/own-properties.js';
import type { Phone as CorePhone } from '../../core/phone.js';
import { customElement } from '../custom-element.js';
import { Mistakes } from '../parts/mistakes.js';
import { property } from '../property.js';
import { ElementConfiguration } from './element-configuration.js';
import { LastRoots } from './last-roots.js';
import { Phone } from './phone.js';
import { redispatch } from './redispatch-events.js';
import { Secrets } from './secrets.js';

/**
 * One account, for the elements inside it and for every other on the page that finds no nearer one. It has no box of its own. It starts its phone when it
 * comes to the page; removed and not put back within a task, it hangs up and signs off, and its last events reach the document it was in. Moving it loses
 * nothing. A change of an attribute reconnects only when it must, and ends no call. A mistake in an attribute is told by name, in the phone's state, as
 * `voice-error`, and once in the console unless a listener cancels that event.
 *
 * @slot - Anything; most of all the elements that use this phone.
 *
 * @attr {string} id - What a `phone-id` names.
 * @attr {string} password - For development: whoever can see the page can see it. Secrets are read once and taken out of the markup; there is no property
 * that gives them back, and a clone of the element has none. A page in production uses `config-url` or `credentials`.
 * @attr {string} ha1 - MD5 of `user:realm:password` in place of the password, together with `realm`. A secret all the same.
 * @attr {string} jwt - A token in place of the password.
 *
 * @fires {VoiceRegistrationChangeEvent} voice-registration-change - The registration changed.
 * @fires {VoiceCallStartEvent} voice-call-start - A call began, in either direction.
 * @fires {VoiceCallChangeEvent} voice-call-change - Anything about a call changed.
 * @fires {VoiceCallEndEvent} voice-call-end - A call is over, with the reason.
 * @fires {VoiceMessageEvent} voice-message - A text came in.
 * @fires {VoiceErrorEvent} voice-error - Something went wrong that somebody should know.
 */
@customElement('voice-phone')
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
	readonly #secrets = new Secrets();
	readonly #mistakes = new Mistakes(this);
	#own: CorePhone | undefined;
	#configuration: ElementConfiguration | undefined;
	#running = false;
	#given: CorePhone | undefined;
	#retelling = new AbortController();

	/** One or more WebSocket URIs separated by spaces, in order of preference. An empty host is the page's: `wss://:7443`. */
	@property() server: string | readonly string[] | undefined;

	/** Address-of-record, `sip:1000@pbx.example.org`; with no host the server's. */
	@property() uri: string | undefined;

	/** The name that others see. */
	@property({ attribute: 'display-name' }) displayName: string | undefined;

	/** User name for the digest, where it is not the user of `uri`. */
	@property({ attribute: 'auth-user' }) authUser: string | undefined;

	/** The realm that `ha1` was computed with. */
	@property() realm: string | undefined;

	/** A function that gives the credentials; asked again before they expire and after a refusal. Another function is asked then, or soon where signing in had failed; whoever changes the account also changes `uri`. */
	@property({ attribute: false }) credentials: (() => Promise<Credentials>) | undefined;

	/** When credentials are missing, `<voice-dial>` asks for number and password. */
	@property({ type: Boolean, attribute: 'sign-in' }) signIn = false;

	/** JSON with these names in camelCase, and `iceServers`, `expiresIn` (s), `channelUri`, `channelName`. Fetched again before it expires and after a refusal. */
	@property({ attribute: 'config-url' }) configUrl: string | undefined;

	/** `load`, or `use`: no socket until somebody dials or opens the chat. */
	@property() connect: 'load' | 'use' | undefined;

	/** Call without registering: a trunk, or a visitor. */
	@property({ type: Boolean, attribute: 'without-registration' }) withoutRegistration = false;

	/** `stun:` and `turn:` URIs separated by spaces, or JSON. With a `credential` the attribute is a secret as `password` is, and the property gives back the servers without it. */
	@property({ attribute: 'ice-servers', hasChanged: () => true })
	get iceServers(): IceServersProperty | undefined {
		return this.#secrets.iceServers;
	}

	set iceServers(iceServers: IceServersProperty | null | undefined) {
		this.#secrets.iceServers = iceServers;
	}

	/** Longest wait for ICE candidates, in ms; 1000 by default. */
	@property({ attribute: 'ice-timeout', converter: toNumber }) iceTimeout: number | undefined;

	/** Preferred audio codecs in order, `opus pcmu`. */
	@property() codecs: string | readonly string[] | undefined;

	/** How digits travel: `rtp` (RFC 4733), or `info`. */
	@property() dtmf: 'rtp' | 'info' | undefined;

	/** `never`, `intercom` (when the caller asks) or `always`; only for callers in `auto-answer-from`. A tone is heard first. It rings instead in another call, and on a page that nobody has pressed yet, where a browser plays no tone unless its settings allow it. */
	@property({ attribute: 'auto-answer' }) autoAnswer: 'never' | 'intercom' | 'always' | undefined;

	/**
	 * Users or URIs, separated by spaces, whose calls answer themselves. A user without a host is one of the account's own host. Where the server asserts who calls
	 * (P-Asserted-Identity) that counts; where it asserts nothing it must be one that verifies From.
	 */
	@property({ attribute: 'auto-answer-from' }) autoAnswerFrom: string | undefined;

	/** What declining a call answers: `busy` (486, the default; other devices ring on), or `everywhere` (603). */
	@property() decline: 'busy' | 'everywhere' | undefined;

	/** Callers hear that nobody can be reached. */
	@property({ type: Boolean, attribute: 'do-not-disturb' }) doNotDisturb = false;

	/** Calls have video, unless they say otherwise. */
	@property({ type: Boolean }) video = false;

	/** URL of a sound to ring with. */
	@property() ringtone: string | undefined;

	/**
	 * Where the last calls are kept, fifty that one made or took and as many that rang in vain: `tab`, in `sessionStorage`, until the tab is closed; or `none`. Either way
	 * a call that goes on is remembered in the tab, so that after a reload the user reads whom one talked to. A call button with a phone of its own keeps none by default.
	 */
	@property() history: 'tab' | 'none' | undefined;

	/** Protocol: `sip`. This version refuses `verto` and `janus`, which are to come. */
	@property() signaling: Protocol | undefined;

	static override get observedAttributes(): string[] {
		return [...super.observedAttributes, ...PROOFS, 'id'];
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
		this.#provider.tell(this.phone);
		this.requestUpdate();
	}

	override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
		if (isSecret(name, value ?? before)) return this.#takeSecret(name, value);
		super.attributeChangedCallback(name, before, value);
		if (name === 'id' && this.isConnected) this.#provider.announce();
	}

	protected override updated(): void {
		if (this.#given) return;
		this.#own ??= this.#makePhone();
		this.#configuration?.update(this.#config);
		if (this.#presence.present) this.#run();
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
		this.#provider.tell(undefined);
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
		if (isProof(name)) this.#secrets.prove(name, value);
		else this.iceServers = value;
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

/** A number, or what stands there in place of one: the check of the whole configuration then names it. */
function toNumber(value: string | null): unknown {
	return value === null || Number.isNaN(Number(value)) ? value : Number(value);
}

/** Only what was set. */
function withoutGaps(config: { readonly [Name in keyof PhoneConfig]: unknown }): PhoneConfig {
	return ownProperties<PhoneConfig>(Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined && value !== null)));
}

declare global {
	interface HTMLElementTagNameMap {
		'voice-phone': VoicePhone;
	}

	interface GlobalEventHandlersEventMap extends VoiceEventMap {}
}
