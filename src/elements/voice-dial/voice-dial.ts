import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { activeCall } from '../../controllers/active-call.js';
import { CallStatesController } from '../../controllers/call-states-controller.js';
import { ClockController } from '../../controllers/clock-controller.js';
import { PhoneController, type Face } from '../../controllers/phone-controller.js';
import type { Call } from '../../core/call.js';
import { VoiceDialRequestEvent } from '../../core/events.js';
import type { Phone } from '../../core/phone.js';
import { VoiceError, type ErrorState } from '../../core/voice-error.js';
import { LocalizeController } from '../../i18n/localize-controller.js';
import { controls } from '../../styles/controls.js';
import { face } from '../../styles/face.js';
import { icon } from '../../styles/icons.js';
import { keypadStyles } from '../../styles/keypad.js';
import { notice as noticeStyles } from '../../styles/notice.js';
import { customElement } from '../custom-element.js';
import { Keypad } from '../parts/keypad.js';
import { digitOf, isField, keepTyping } from '../parts/keys.js';
import { notice, type NoticeAction } from '../parts/notice.js';
import { endedWords, errorWords, nameOf } from '../parts/wording.js';
import '../voice-phone/voice-phone.js';
import { callPill } from './call-pill.js';
import { calleeOf, whyNotCall } from './callee.js';
import { dialStyles } from './dial-styles.js';
import { lampOf, type Lamp } from './lamp.js';
import { signInForm } from './sign-in-form.js';

/** Shapes that differ, so that the colour is not alone in saying it. */
const LIGHTS: Readonly<Record<Lamp['light'], TemplateResult>> = {
	off: svg`<circle cx="12" cy="12" r="9"></circle>`,
	ready: svg`<circle cx="12" cy="12" r="9"></circle>`,
	working: svg`<circle cx="12" cy="12" r="9"></circle><path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor"></path>`,
	trouble: svg`<path d="M12 3 22 21H2z" fill="currentColor"></path>`,
};

/**
 * Calls: a number field with keypad, or with `to` a single call button. Its lamp says whether one can call, and where the phone wants it, one signs in here.
 * It serves the phone of its `phone-id`, the one around it, or the page's first; with `server`, `uri` or `config-url` it makes one.
 *
 * @slot - Label of the call button, with `to`.
 * @slot icon-call - Icon of the call button.
 * @fires {VoiceDialRequestEvent} voice-dial-request - Somebody wants to call; cancel it to stop that, or to dial differently.
 * @csspart base - The card around everything.
 * @csspart status - The line that says whether one can call.
 * @csspart lamp - The light in that line; its state is a second word: `ready`, `working`, `trouble`, `off`.
 * @csspart sign-in - The form for number and password.
 * @csspart sign-in-button - Its button.
 * @csspart notice - What limits the phone, and what helps.
 * @csspart field - The box around the number.
 * @csspart input - The number.
 * @csspart backspace - Deletes the last character.
 * @csspart keypad - The keys.
 * @csspart key - One key.
 * @csspart key-digit - Its digit.
 * @csspart key-letters - Its letters.
 * @csspart call-button - Calls.
 * @csspart redial - Calls again whom one called last.
 * @csspart call - With `to`: what the button becomes during the call.
 * @csspart timer - With `to`: how long the call lasts.
 * @csspart hangup-button - With `to`: ends the call.
 * @cssproperty [--voice-color-surface=Canvas] - Background.
 * @cssproperty [--voice-color-raised] - Background of field and keys.
 * @cssproperty [--voice-color-text=CanvasText] - Text.
 * @cssproperty [--voice-color-muted] - Secondary text.
 * @cssproperty [--voice-color-border] - Hairlines.
 * @cssproperty [--voice-color-accent] - Focus and the sign-in button.
 * @cssproperty [--voice-color-answer] - The call button.
 * @cssproperty [--voice-color-hangup] - The hang-up button and errors.
 * @cssproperty [--voice-color-warning] - The lamp in trouble.
 * @cssproperty [--voice-font=inherit] - Typeface.
 * @cssproperty [--voice-font-size=1rem] - Size of the text.
 * @cssproperty [--voice-space=0.25rem] - Unit of all distances.
 * @cssproperty [--voice-radius=0.75rem] - Roundness of the card.
 * @cssproperty [--voice-target=2.75rem] - Smallest side of what one presses.
 * @cssproperty [--voice-duration=150ms] - Length of transitions.
 * @cssstate idle - There is no call.
 * @cssstate trying - The call, with `to` the button's own, was dialled.
 * @cssstate early - It rings.
 * @cssstate confirmed - Both talk.
 * @cssstate terminated - The call is over.
 * @cssstate incoming - The call came from outside.
 * @cssstate outgoing - The call was dialled here.
 * @cssstate held - One side holds the call.
 * @cssstate muted - We are muted.
 * @cssstate recovering - The connection is being restored.
 * @cssstate pending - A command is under way.
 */
@customElement('voice-dial')
export class VoiceDial extends LitElement implements Face {
	static override readonly styles = [face, controls, noticeStyles, keypadStyles, dialStyles];

	readonly #phone = new PhoneController(this);
	readonly #localize = new LocalizeController(this);
	readonly #clock = new ClockController(this);
	readonly #keypad = new Keypad((digit) => this.#type(digit), { composes: true });
	#lastDialled = '';
	#lastCall: string | undefined;
	#signedInHere = false;

	@query('.number input') private readonly input!: HTMLInputElement | null;

	@state() private typed = '';
	@state() private user = '';
	@state() private signingIn = false;
	@state() private trouble: ErrorState | undefined;

	/** The phone, if the page chooses it by script. */
	@property({ attribute: false }) phone: Phone | undefined;

	/** Id of the `<voice-phone>` to use. */
	@property({ attribute: 'phone-id' }) phoneId: string | undefined;

	/** Whom to call, always: the element becomes a call button. */
	@property() to = '';

	/** What the empty number field says. */
	@property() placeholder = '';

	/** Leaves the keypad out. */
	@property({ type: Boolean, attribute: 'without-keypad' }) withoutKeypad = false;

	/** Calls with video. */
	@property({ type: Boolean }) video = false;

	constructor() {
		super();
		new CallStatesController(this, () => (this.to ? this.#ownCall?.state : activeCall(this.#phone.state?.calls ?? [])));
	}

	/**
	 * Calls what was typed, or somebody else. Gives the call, unless a listener of `voice-dial-request` prevented it.
	 *
	 * @throws {VoiceError} When there is no phone yet, or nobody of that name can be called.
	 */
	dial(to: string = this.to || this.typed): Call | undefined {
		const phone = this.#phone.demand();
		if (!this.dispatchEvent(new VoiceDialRequestEvent(to, this.video))) return undefined;
		const call = phone.call(to, this.video ? { video: true } : {});
		this.#lastCall = call.id;
		this.#lastDialled = to;
		this.typed = '';
		this.trouble = undefined;
		return call;
	}

	protected override render(): TemplateResult {
		const { language } = this.#localize;
		if (this.to) return html`<div class="base only" part="base" lang=${language}>${this.#renderButton()}</div>`;
		return html`<div class="base" part="base" lang=${language} @keydown=${this.#pressKey}>
			<div class="pad">
				${this.#renderStatus()} ${this.#renderTroubles()}
				${this.#phone.state?.signInNeeded ? this.#renderSignIn() : this.#renderPad()}
			</div>
		</div>`;
	}

	#renderStatus(): TemplateResult {
		const { text } = this.#localize;
		const { light, words, countdown, error, waits } = this.#lamp;
		return html`<div class="status" part="status">
			<svg class="lamp ${light}" part="lamp ${light}" viewBox="0 0 24 24" aria-hidden="true">${LIGHTS[light]}</svg>
			<span class="words" role="status">${countdown ? html`<span class="unseen">${words}</span><span class="figures" aria-hidden="true">${countdown}</span>` : words}</span>
			${waits ? html`<button class="link" type="button" @click=${() => this.#phone.phone?.retry()}>${text('lamp.now')}</button>` : nothing}
			${this.#signedInHere && light !== 'off' ? html`<button class="link" type="button" @click=${this.#signOut}>${text('sign-in.sign-out')}</button>` : nothing}
			${error && !this.#phone.state?.signInNeeded ? html`<p class="error" role="alert">${errorWords(error, text)}</p>` : nothing}
		</div>`;
	}

	/** A dead ICE server concerns whoever runs the page, who hears of it by `voice-error`. */
	#renderTroubles(): unknown {
		const { text } = this.#localize;
		const troubles = (this.#phone.state?.troubles ?? []).filter(({ code }) => code !== 'ice-server-dead');
		return [...troubles.map((error) => notice(errorWords(error, text))), this.#renderOwnTrouble()];
	}

	#renderOwnTrouble(): unknown {
		const call = this.#ownCall?.state;
		const error = this.trouble ?? (call?.phase === 'terminated' ? call.termination.error : undefined);
		if (!error) return nothing;
		const again: NoticeAction | undefined = this.trouble ? undefined : { label: this.#localize.text('call.try-again'), press: () => this.#call(this.#lastDialled) };
		return notice(errorWords(error, this.#localize.text), again);
	}

	#renderSignIn(): TemplateResult {
		const { text } = this.#localize;
		const { error } = this.#lamp;
		const trouble = this.signingIn || !error ? undefined : errorWords(error, text);
		return signInForm({ text, user: this.user, trouble, pending: this.signingIn, submit: (credentials) => void this.#signIn(credentials) });
	}

	#renderPad(): TemplateResult {
		const { text } = this.#localize;
		const field = this.#renderField();
		const caption = html`<p class="caption small muted" id="caption">${this.#caption}</p>`;
		if (this.withoutKeypad) return html`<div class="line">${field} ${this.#renderRedial()} ${this.#renderCallButton()}</div>${caption}`;
		return html`${field} ${this.#keypad.render(text('keypad.name'))}
			<div class="actions">${this.#renderRedial()} ${this.#renderCallButton()}</div>${caption}`;
	}

	#renderField(): TemplateResult {
		const { text } = this.#localize;
		const placeholder = this.placeholder || text('dial.placeholder');
		return html`<div class="field number" part="field">
			<input
				part="input" dir="auto" autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="go"
				aria-label=${placeholder} placeholder=${placeholder} maxlength="256"
				.value=${live(this.typed)} @input=${this.#read}
			/>
			<button part="backspace" type="button" aria-label=${text('dial.backspace')} ?hidden=${this.typed === ''} @click=${this.#backspace}>${icon('backspace')}</button>
		</div>`;
	}

	#renderRedial(): unknown {
		if (!this.#lastDialled || this.typed) return nothing;
		const label = this.#localize.text('dial.again', { name: this.#nameOf(this.#lastDialled) });
		return html`<button class="again filled round" part="redial" type="button" aria-label=${label} title=${label} @click=${() => this.#call(this.#lastDialled)}>${icon('again')}</button>`;
	}

	#renderCallButton(): TemplateResult {
		const label = this.#localize.text('dial.call-to', { name: this.#nameOf(this.typed) });
		return html`<button class="call go round" part="call-button" type="button" aria-label=${this.typed ? label : this.#localize.text('dial.call')} aria-describedby="caption" aria-disabled=${this.#whyNot(this.typed) !== undefined} @click=${() => this.#call(this.typed)}>
			<slot name="icon-call">${icon('phone')}</slot>
		</button>`;
	}

	#renderButton(): unknown {
		const { text } = this.#localize;
		const call = this.#ownCall;
		if (call && call.state.phase !== 'terminated') return callPill(call.state, { text, secondsSince: (at) => this.#clock.secondsSince(at), hangUp: () => call.hangUp() });
		const whyNot = this.#whyNot(this.to);
		const ended = call?.state.phase === 'terminated' && call.state.termination.cause !== 'hung-up' ? endedWords(call.state, text) : '';
		return html`<button class="start go" part="call-button" type="button" aria-describedby="caption" aria-disabled=${whyNot !== undefined} @click=${() => this.#call(this.to)}>
				<slot name="icon-call">${icon('phone')}</slot> <slot>${text('dial.call-to', { name: this.#nameOf(this.to) })}</slot>
			</button>
			<p class="caption small muted" id="caption" role="status">${whyNot ?? ended}</p>
			${this.#renderOwnTrouble()}`;
	}

	get #lamp(): Lamp {
		return lampOf(this.#phone.state, { text: this.#localize.text, secondsUntil: (at) => this.#clock.secondsUntil(at) });
	}

	/** The call that began here last. */
	get #ownCall(): Call | undefined {
		return this.#phone.phone?.calls.find(({ id }) => id === this.#lastCall);
	}

	/** What the call button will do, or why it cannot. */
	get #caption(): string {
		return this.#whyNot(this.typed) ?? this.#localize.text('dial.call-to', { name: this.#nameOf(this.typed) });
	}

	#whyNot(to: string): string | undefined {
		return whyNotCall(to, this.#phone.state, this.#localize.text);
	}

	#nameOf(to: string): string {
		const callee = calleeOf(to);
		return callee ? nameOf(callee) : to;
	}

	/** Calls for somebody who pressed, and shows what is wrong instead of throwing it. */
	#call(to: string): void {
		if (this.#whyNot(to) !== undefined) return;
		try {
			this.dial(to);
		} catch (thrown) {
			this.trouble = VoiceError.from(thrown).state;
		}
	}

	#pressKey(event: KeyboardEvent): void {
		const digit = digitOf(event);
		if (event.key === 'Enter' && event.target === this.input && !event.isComposing) this.#call(this.typed);
		else if (!isField(event.target) && digit) this.#take(event, () => this.#type(digit));
		else if (!isField(event.target) && event.key === 'Backspace') this.#take(event, () => this.#backspace());
		keepTyping(event);
	}

	#take(event: KeyboardEvent, action: () => void): void {
		event.preventDefault();
		event.stopPropagation();
		action();
	}

	#type(digit: string): void {
		const { input } = this;
		if (!input) return;
		input.setRangeText(digit, input.selectionStart ?? 0, input.selectionEnd ?? 0, 'end');
		this.#read();
	}

	#backspace(): void {
		const { input } = this;
		if (!input) return;
		const end = input.selectionEnd ?? 0;
		const start = input.selectionStart === end ? Math.max(0, end - 1) : (input.selectionStart ?? 0);
		input.setRangeText('', start, end, 'end');
		this.#read();
	}

	#read(): void {
		this.typed = this.input?.value ?? '';
		this.trouble = undefined;
	}

	async #signIn(credentials: { user: string; password: string }): Promise<void> {
		this.user = credentials.user;
		this.signingIn = true;
		try {
			await this.#phone.demand().signIn(credentials);
			this.#signedInHere = true;
			this.trouble = undefined;
		} catch (thrown) {
			this.trouble = VoiceError.from(thrown).state;
		} finally {
			this.signingIn = false;
		}
	}

	#signOut(): void {
		this.#signedInHere = false;
		void this.#phone.phone?.signOut();
	}
}

declare global {
	interface HTMLElementTagNameMap {
		'voice-dial': VoiceDial;
	}
}
