import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
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
import { keypadStyles } from '../../styles/keypad.js';
import { notice as noticeStyles } from '../../styles/notice.js';
import { customElement } from '../custom-element.js';
import { Keypad } from '../parts/keypad.js';
import { digitOf, isField, keepTyping } from '../parts/keys.js';
import { notice, type NoticeAction } from '../parts/notice.js';
import { endedWords, errorWords, nameOf } from '../parts/wording.js';
import '../voice-phone/voice-phone.js';
import { callActions } from './call-actions.js';
import { callButton } from './call-button.js';
import { callPill } from './call-pill.js';
import { calleeOf, whyNotCall } from './callee.js';
import { dialStyles } from './dial-styles.js';
import { lampOf, type Lamp } from './lamp.js';
import { deleteFrom, insertInto, numberField } from './number-field.js';
import { signInForm } from './sign-in-form.js';
import { statusLine } from './status-line.js';

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
	readonly #keypad = new Keypad((digit) => this.#edit((input) => insertInto(input, digit)), { composes: true });
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
		return statusLine(this.#lamp, {
			text: this.#localize.text,
			tellsError: !this.#phone.state?.signInNeeded,
			retry: () => this.#phone.phone?.retry(),
			signOut: this.#signedInHere && !this.#phone.state?.signInNeeded ? () => this.#signOut() : undefined,
		});
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
		const field = numberField({
			typed: this.typed,
			placeholder: this.placeholder || text('dial.placeholder'),
			backspace: text('dial.backspace'),
			change: () => this.#read(),
			deleteLast: () => this.#edit(deleteFrom),
		});
		const whyNot = this.#whyNot(this.typed);
		const callee = this.typed && this.#nameOf(this.typed);
		const actions = callActions({ text, callee, whyNot, last: this.#nameOf(this.#lastDialled), call: () => this.#call(this.typed), callLast: () => this.#call(this.#lastDialled) });
		const caption = html`<p class="caption small muted" id="caption">${whyNot ?? text('dial.call-to', { name: callee })}</p>`;
		if (this.withoutKeypad) return html`<div class="line">${field} ${actions}</div>${caption}`;
		return html`${field} ${this.#keypad.render(text('keypad.name'))}
			<div class="actions">${actions}</div>${caption}`;
	}

	#renderButton(): unknown {
		const { text } = this.#localize;
		const call = this.#ownCall;
		if (call && call.state.phase !== 'terminated') return callPill(call.state, { text, secondsSince: (at) => this.#clock.secondsSince(at), hangUp: () => hangUpDeliberately(call) });
		const whyNot = this.#whyNot(this.to);
		const ended = call?.state.phase === 'terminated' && call.state.termination.cause !== 'hung-up' ? endedWords(call.state, text) : '';
		const options = { text, callee: this.#nameOf(this.to), words: whyNot ?? ended, disabled: whyNot !== undefined, call: () => this.#call(this.to) };
		return [callButton(options), this.#renderOwnTrouble()];
	}

	get #lamp(): Lamp {
		return lampOf(this.#phone.state, { text: this.#localize.text, secondsUntil: (at) => this.#clock.secondsUntil(at) });
	}

	/** The call that began here last. */
	get #ownCall(): Call | undefined {
		return this.#phone.phone?.calls.find(({ id }) => id === this.#lastCall);
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
		if (isField(event.target)) this.#pressKeyInField(event);
		else if (digit) this.#take(event, (input) => insertInto(input, digit));
		else if (event.key === 'Backspace') this.#take(event, deleteFrom);
	}

	#pressKeyInField(event: KeyboardEvent): void {
		keepTyping(event);
		if (event.key === 'Enter' && event.target === this.input && !event.isComposing) this.#call(this.typed);
	}

	#take(event: KeyboardEvent, change: (input: HTMLInputElement) => void): void {
		if (!this.input) return;
		event.preventDefault();
		event.stopPropagation();
		this.#edit(change);
	}

	#edit(change: (input: HTMLInputElement) => void): void {
		if (this.input) change(this.input);
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

/** Not by the second click of a double click that dialled. */
function hangUpDeliberately(call: Call): void {
	if (Date.now() - call.state.startedAt > 500) call.hangUp();
}

declare global {
	interface HTMLElementTagNameMap {
		'voice-dial': VoiceDial;
	}
}
