import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { activeCall } from '../../controllers/active-call.js';
import { CallStatesController } from '../../controllers/call-states-controller.js';
import { ClockController } from '../../controllers/clock-controller.js';
import { PhoneController, type Face } from '../../controllers/phone-controller.js';
import { SurfaceController } from '../../controllers/surface-controller.js';
import type { CallState } from '../../core/call-state.js';
import type { Call } from '../../core/call.js';
import type { Phone } from '../../core/phone.js';
import { LocalizeController } from '../../i18n/localize-controller.js';
import { controls } from '../../styles/controls.js';
import { face } from '../../styles/face.js';
import { icon } from '../../styles/icons.js';
import { keypadStyles } from '../../styles/keypad.js';
import { notice as noticeStyles } from '../../styles/notice.js';
import { customElement } from '../custom-element.js';
import { Keypad } from '../parts/keypad.js';
import { digitOf } from '../parts/keys.js';
import { notice } from '../parts/notice.js';
import '../voice-phone/voice-phone.js';
import { announcement } from './announcement.js';
import { CallCommands } from './call-commands.js';
import { callRow } from './call-row.js';
import { callStyles } from './call-styles.js';
import type { CallView } from './call-view.js';
import { controlNames } from './controls-bar.js';
import { endedCard } from './ended-card.js';
import { ongoingCard } from './ongoing-card.js';
import { ringingCard } from './ringing-card.js';
import { ringingStyles } from './ringing-styles.js';

/**
 * Every call of the phone: it rings here, one answers or declines, talks, mutes, holds, presses keys and hangs up, and reads why a call ended. The call that
 * matters most is large; the others are rows. It serves the phone of its `phone-id`, the one around it, or the page's first; with `server`, `uri` or
 * `config-url` it makes one. A phone that has no such element anywhere answers callers that nobody is there.
 *
 * @slot empty - What stands here while there is no call.
 * @slot icon-answer - Icon of the answer button.
 * @slot icon-decline - Icon of the decline button.
 * @slot icon-hang-up - Icon of the hang-up button.
 * @slot icon-mute - Icon of the mute control.
 * @slot icon-hold - Icon of the hold control.
 * @slot icon-keypad - Icon of the keypad control.
 * @fires {VoiceAnswerRequestEvent} voice-answer-request - Somebody wants to answer; cancel it to stop that.
 * @fires {VoiceDialRequestEvent} voice-dial-request - Somebody wants to call again, or back; cancel it to stop that.
 * @csspart base - The card around everything.
 * @csspart call - One call; its phase and direction are further words: `early`, `incoming`.
 * @csspart avatar - The first letter of the name, or a figure.
 * @csspart name - Who it is.
 * @csspart address - Where they are reached, when the name does not say so.
 * @csspart state - What the call is doing, or how it ended.
 * @csspart timer - How long it lasts or lasted.
 * @csspart controls - The line of controls.
 * @csspart control - One control; its name, `active` and `pending` are further words.
 * @csspart answer-button - Answers.
 * @csspart decline-button - Turns the caller away.
 * @csspart hangup-button - Ends the call.
 * @csspart redial - Calls again, or back.
 * @csspart dismiss - Takes an ended call away.
 * @csspart keypad - The keys.
 * @csspart key - One key.
 * @csspart key-digit - Its digit.
 * @csspart key-letters - Its letters.
 * @csspart video - The picture of the other side; with `self` the own one.
 * @csspart notice - Trouble, and what helps.
 * @cssproperty [--voice-color-surface=Canvas] - Background.
 * @cssproperty [--voice-color-raised] - Background of controls.
 * @cssproperty [--voice-color-text=CanvasText] - Text.
 * @cssproperty [--voice-color-muted] - Secondary text.
 * @cssproperty [--voice-color-border] - Hairlines.
 * @cssproperty [--voice-color-accent] - Focus and the avatar.
 * @cssproperty [--voice-color-answer] - The answer button and the pulse of ringing.
 * @cssproperty [--voice-color-hangup] - The decline and hang-up buttons.
 * @cssproperty [--voice-color-warning] - Notices.
 * @cssproperty [--voice-font=inherit] - Typeface.
 * @cssproperty [--voice-font-size=1rem] - Size of the text.
 * @cssproperty [--voice-space=0.25rem] - Unit of all distances.
 * @cssproperty [--voice-radius=0.75rem] - Roundness of the card.
 * @cssproperty [--voice-target=2.75rem] - Smallest side of what one presses.
 * @cssproperty [--voice-duration=150ms] - Length of transitions.
 * @cssstate idle - There is no call.
 * @cssstate trying - The active call was dialled.
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
@customElement('voice-call')
export class VoiceCall extends LitElement implements Face {
	static override readonly styles = [face, controls, noticeStyles, keypadStyles, callStyles, ringingStyles];

	readonly #phone = new PhoneController(this);
	readonly #localize = new LocalizeController(this);
	readonly #clock = new ClockController(this);
	readonly #commands = new CallCommands(this, () => this.#phone.phone);
	readonly #keypad = new Keypad((digit) => this.#sendDigit(digit));

	@query('.card') private readonly card!: HTMLElement | null;
	@query('.base') private readonly base!: HTMLElement | null;

	/** The call whose keypad is open, and what was pressed. */
	@state() private keypadOf: { readonly id: string; readonly sent: string } | undefined;

	/** The phone, if the page chooses it by script. */
	@property({ attribute: false }) phone: Phone | undefined;

	/** Id of the `<voice-phone>` to use. */
	@property({ attribute: 'phone-id' }) phoneId: string | undefined;

	/** What to show beside hang-up, in this order: `mute`, `hold`, `keypad`. */
	@property() controls = 'mute hold keypad';

	constructor() {
		super();
		new SurfaceController(this, () => this.#phone.phone);
		new CallStatesController(this, () => this.#active?.state);
	}

	protected override update(changed: Map<PropertyKey, unknown>): void {
		const focused = this.renderRoot instanceof ShadowRoot ? this.renderRoot.activeElement : null;
		super.update(changed);
		if (focused && !focused.isConnected) (this.card ?? this.base)?.focus({ preventScroll: true });
	}

	protected override render(): TemplateResult {
		const { text, language } = this.#localize;
		const state = this.#phone.state;
		const active = this.#active;
		const others = this.#calls.filter((call) => call !== active);
		return html`<div class="base" part="base" lang=${language} tabindex="-1" @keydown=${this.#pressKey}>
			<p class="unseen" role="status">${announcement(state?.calls ?? [], active?.state, text)}</p>
			${active ? this.#renderActive(active) : this.#renderEmpty()}
			${state?.soundBlocked ? notice(text('call.sound-blocked'), { label: text('call.turn-on-sound'), press: () => this.#commands.turnOnSound() }) : nothing}
			${others.length > 0 ? html`<ul class="rows" aria-label=${text('call.others')}>${repeat(others, ({ id }) => id, (call) => callRow(this.#view(call, call.state)))}</ul>` : nothing}
		</div>`;
	}

	#renderEmpty(): TemplateResult {
		const { text } = this.#localize;
		return html`<slot name="empty"><div class="empty">${icon('phone')}<strong>${text('call.none')}</strong><span class="small">${text('call.none-hint')}</span></div></slot>`;
	}

	#renderActive(call: Call): TemplateResult {
		const { state } = call;
		if (state.phase === 'terminated') return endedCard(this.#view(call, state));
		if (state.phase === 'early' && state.direction === 'incoming') return ringingCard(this.#view(call, state));
		const keypad = this.keypadOf?.id === call.id ? { keys: this.#keypad, sent: this.keypadOf.sent } : undefined;
		return ongoingCard({ ...this.#view(call, state), controls: controlNames(this.controls), keypad, toggleKeypad: () => this.#toggleKeypad() });
	}

	#view<State extends CallState>(call: Call, state: State): CallView<State> {
		return { call, state, text: this.#localize.text, secondsSince: (at) => this.#clock.secondsSince(at), commands: this.#commands };
	}

	get #calls(): readonly Call[] {
		return this.#phone.phone?.calls ?? [];
	}

	get #active(): Call | undefined {
		const active = activeCall(this.#calls.map(({ state }) => state));
		return this.#calls.find(({ id }) => id === active?.id);
	}

	#toggleKeypad(): void {
		const id = this.#active?.id;
		this.keypadOf = !id || this.keypadOf?.id === id ? undefined : { id, sent: '' };
	}

	#sendDigit(digit: string): void {
		const call = this.#active;
		if (!call) return;
		this.keypadOf = { id: call.id, sent: `${this.keypadOf?.id === call.id ? this.keypadOf.sent : ''}${digit}`.slice(-64) };
		this.#commands.sendDigit(call, digit);
	}

	#pressKey(event: KeyboardEvent): void {
		const digit = digitOf(event);
		if (digit && digit !== '+' && this.#active?.state.phase === 'confirmed') this.#sendDigit(digit);
		else if (event.key === 'Escape' && this.keypadOf) void this.#closeKeypad();
		else return;
		event.preventDefault();
		event.stopPropagation();
	}

	async #closeKeypad(): Promise<void> {
		this.keypadOf = undefined;
		await this.updateComplete;
		this.renderRoot.querySelector<HTMLElement>('[part~=keypad]')?.focus();
	}
}

declare global {
	interface HTMLElementTagNameMap {
		'voice-call': VoiceCall;
	}
}
