import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { activeCall } from '../../controllers/active-call.js';
import { ClockController } from '../../controllers/clock-controller.js';
import type { Look } from '../../controllers/late-look.js';
import type { PhoneController } from '../../controllers/phone-controller.js';
import type { CallState } from '../../core/call-state.js';
import type { Call } from '../../core/call.js';
import { LocalizeController } from '../../i18n/localize-controller.js';
import { controls } from '../../styles/controls.js';
import { face } from '../../styles/face.js';
import { icon } from '../../styles/icons.js';
import { keypadStyles } from '../../styles/keypad.js';
import { notice as noticeStyles } from '../../styles/notice.js';
import { Keypad } from '../parts/keypad.js';
import { digitOf } from '../parts/keys.js';
import { notice } from '../parts/notice.js';
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
import type { VoiceCall } from './voice-call.js';

/** Draws a `<voice-call>`: the call that matters most as a card, the others as rows, and what a screen reader says of them. */
export class CallLook implements Look, ReactiveController {
	readonly styles = [...face, controls, noticeStyles, keypadStyles, callStyles, ringingStyles];

	readonly #face: VoiceCall;
	readonly #phone: PhoneController;
	readonly #localize: LocalizeController;
	readonly #clock: ClockController;
	readonly #commands: CallCommands;
	readonly #keypad = new Keypad((digit) => this.#sendDigit(digit));
	/** The call whose keypad is open, and what was pressed. */
	#keypadOf: { readonly id: string; readonly sent: string } | undefined;
	#focused: Element | null = null;

	constructor(element: VoiceCall, phone: PhoneController) {
		this.#face = element;
		this.#phone = phone;
		this.#localize = new LocalizeController(element);
		this.#clock = new ClockController(element);
		this.#commands = new CallCommands(element, () => phone.phone);
		element.addController(this);
	}

	hostUpdate(): void {
		this.#focused = this.#face.shadowRoot?.activeElement ?? null;
	}

	/** The focus stays in the face when what had it is gone. */
	hostUpdated(): void {
		if (!this.#focused || this.#focused.isConnected) return;
		const { renderRoot } = this.#face;
		(renderRoot.querySelector<HTMLElement>('.card') ?? renderRoot.querySelector<HTMLElement>('.base'))?.focus({ preventScroll: true });
	}

	render(): TemplateResult {
		const { text, language } = this.#localize;
		const state = this.#phone.state;
		const active = this.#active;
		const others = this.#calls.filter((call) => call !== active);
		return html`<div class="base" part="base" lang=${language} tabindex="-1" @keydown=${(event: KeyboardEvent) => this.#pressKey(event)}>
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
		const keypad = this.#keypadOf?.id === call.id ? { keys: this.#keypad, sent: this.#keypadOf.sent } : undefined;
		return ongoingCard({ ...this.#view(call, state), controls: controlNames(this.#face.controls), keypad, toggleKeypad: () => this.#toggleKeypad() });
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
		this.#keypadOf = !id || this.#keypadOf?.id === id ? undefined : { id, sent: '' };
		this.#face.requestUpdate();
	}

	#sendDigit(digit: string): void {
		const call = this.#active;
		if (!call) return;
		this.#keypadOf = { id: call.id, sent: `${this.#keypadOf?.id === call.id ? this.#keypadOf.sent : ''}${digit}`.slice(-64) };
		this.#face.requestUpdate();
		this.#commands.sendDigit(call, digit);
	}

	#pressKey(event: KeyboardEvent): void {
		const digit = digitOf(event);
		if (digit && digit !== '+' && this.#active?.state.phase === 'confirmed') this.#sendDigit(digit);
		else if (event.key === 'Escape' && this.#keypadOf) void this.#closeKeypad();
		else return;
		event.preventDefault();
		event.stopPropagation();
	}

	async #closeKeypad(): Promise<void> {
		this.#keypadOf = undefined;
		this.#face.requestUpdate();
		await this.#face.updateComplete;
		this.#face.renderRoot.querySelector<HTMLElement>('[part~=keypad]')?.focus();
	}
}
