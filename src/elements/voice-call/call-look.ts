import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { activeCall } from '../../core/call/active-call.js';
import { ClockController } from '../../controllers/clock-controller.js';
import type { Look } from '../../controllers/late-look.js';
import { LevelController } from '../../controllers/level-controller.js';
import type { PhoneController } from '../../controllers/phone-controller.js';
import { PictureController } from '../../controllers/picture-controller.js';
import type { CallState, OngoingCall } from '../../core/call/call-state.js';
import type { Call } from '../../core/call/call.js';
import type { HistoryEntry } from '../../core/history/history-entry.js';
import { ownProperties } from '../../core/own-properties.js';
import { LocalizeController } from '../../i18n/localize-controller.js';
import { controls } from '../../styles/controls.js';
import { face } from '../../styles/face.js';
import { icon } from '../../styles/icons.js';
import { keypadStyles } from '../../styles/keypad.js';
import { noticeStyles as noticeStyles } from '../../styles/notice.js';
import { AttributeChecks } from '../parts/attribute-checks.js';
import { Keypad } from '../parts/keypad.js';
import { digitOf, isField } from '../parts/keys.js';
import { noticeOf } from '../parts/notice.js';
import { ownView } from '../parts/own-view.js';
import { PageColours } from '../parts/page-colours.js';
import { PhoneIdCheck } from '../parts/phone-id-check.js';
import { spokenPhase } from './announcement.js';
import { CallCommands } from './call-commands.js';
import { callRow } from './call-row.js';
import { callStyles } from './call-styles.js';
import type { CallView } from './call-view.js';
import type { ControlView } from './controls/call-control.js';
import { controlPanel } from './controls/controls-bar.js';
import { sendDigit } from './controls/keypad.js';
import { OpenPanels } from './controls/open-panels.js';
import { checkControls, controlsShown } from './controls/registry.js';
import { controlStyles } from './control-styles.js';
import { endedCard } from './ended-card.js';
import { showLevels } from './level.js';
import { narrowStyles } from './narrow-styles.js';
import { callNotices } from './notices.js';
import { ongoingCard } from './ongoing-card.js';
import { picture } from './picture.js';
import { RecentCalls } from './recent-calls.js';
import { recentStyles } from './recent-styles.js';
import { ringingCard } from './ringing-card.js';
import { ringingStyles } from './ringing-styles.js';
import type { VoiceCall } from './voice-call.js';

/**
 * Draws a `<voice-call>`: the call that matters most as a card, what it opened and what is wrong with it, the others as
 * rows, and what a screen reader says of them.
 */
export class CallLook implements Look, ReactiveController {
	readonly styles = [...face, controls, noticeStyles, keypadStyles, callStyles, controlStyles, ringingStyles, recentStyles, narrowStyles];

	readonly #face: VoiceCall;
	readonly #phone: PhoneController;
	readonly #localize: LocalizeController;
	readonly #clock: ClockController;
	readonly #commands: CallCommands;
	readonly #panels: OpenPanels;
	readonly #recents: RecentCalls;
	readonly #keypad = new Keypad((digit) => this.#sendDigit(digit));
	#focused: Element | null = null;

	constructor(element: VoiceCall, phone: PhoneController) {
		this.#face = element;
		this.#phone = phone;
		this.#localize = new LocalizeController(element);
		this.#clock = new ClockController(element);
		this.#commands = new CallCommands(element, () => phone.phone);
		this.#panels = new OpenPanels(element);
		new PageColours(element);
		new PhoneIdCheck(element, phone);
		new AttributeChecks(element, [[() => element.controls, checkControls]]);
		this.#recents = new RecentCalls(element, { phone: () => phone.phone, commands: this.#commands });
		new PictureController(element, () => this.#active);
		new LevelController(element, () => this.#audible, (levels) => showLevels(element.renderRoot, levels));
		element.addController(this);
	}

	hostUpdate(): void {
		this.#focused = this.#face.shadowRoot?.activeElement ?? null;
	}

	/** The focus stays in the face when what had it is gone. */
	hostUpdated(): void {
		const { renderRoot, shadowRoot } = this.#face;
		if (!this.#focused || this.#focused.isConnected || shadowRoot?.activeElement) return;
		(renderRoot.querySelector<HTMLElement>('.card') ?? renderRoot.querySelector<HTMLElement>('.base'))?.focus(ownProperties({ preventScroll: true }));
	}

	render(): TemplateResult {
		const { text, language } = this.#localize;
		const state = ownView(this.#phone.state);
		const active = this.#active;
		const others = this.#calls.filter((call) => call !== active);
		const recents = this.#recents.render(this.#recentEntries, this.#localize);
		return html`<div class="base" part="base" lang=${language} tabindex="-1" @keydown=${(event: KeyboardEvent) => this.#pressKey(event)}>
			<p class="unseen" role="status">${spokenPhase(state?.calls ?? [], ownView(active?.state), text)}</p>
			<div class="layout">
				${active ? this.#renderActive(active) : this.#renderEmpty()}
				${state?.soundBlocked ? noticeOf(text('call.sound-blocked'), { label: text('call.turn-on-sound'), press: () => this.#commands.turnOnSound() }) : nothing}
				${others.length > 0 ? html`<ul class="rows" aria-label=${text('call.others')}>${repeat(others, ({ id }) => id, (call) => callRow(this.#view(call, call.state)))}</ul>` : nothing}
				${recents}
			</div>
		</div>`;
	}

	#renderEmpty(): TemplateResult {
		const { text } = this.#localize;
		if (this.#recentEntries.length > 0) return html`<slot name="empty"></slot>`;
		return html`<slot name="empty"><div class="empty">${icon('phone')}<strong>${text('call.none')}</strong><span class="small">${text('call.none-hint')}</span></div></slot>`;
	}

	#renderActive(call: Call): unknown {
		const { state } = call;
		if (state.phase === 'terminated') return endedCard(this.#view(call, state));
		const view = this.#view(call, state);
		if (state.phase === 'early' && state.direction === 'incoming') return [ringingCard(this.#view(call, state)), callNotices(view)];
		const shown = controlsShown(this.#face.controls);
		const ongoing = this.#controlView(view);
		return [ongoingCard(shown, ongoing), picture(view), controlPanel(shown, ongoing), callNotices(view)];
	}

	#controlView(view: CallView<OngoingCall>): ControlView {
		const { call } = view;
		const others = this.#calls.filter((other) => other !== call && other.state.phase === 'confirmed');
		return { ...view, panel: this.#panels.openOf(call.id), panels: this.#panels, keys: this.#keypad, others };
	}

	#view<State extends CallState>(call: Call, state: State): CallView<State> {
		return {
			call,
			state: ownView(state),
			connection: ownView(this.#phone.state?.connection),
			text: this.#localize.text,
			secondsSince: (at) => this.#clock.secondsSince(at),
			secondsUntil: (at) => this.#clock.secondsUntil(at),
			commands: this.#commands,
		};
	}

	get #calls(): readonly Call[] {
		return this.#phone.phone?.calls ?? [];
	}

	get #active(): Call | undefined {
		const active = activeCall(this.#calls.map(({ state }) => state));
		return this.#calls.find(({ id }) => id === active?.id);
	}

	/** What is shown where no call goes on, beside the calls that just ended. */
	get #recentEntries(): readonly HistoryEntry[] {
		const calls = this.#calls;
		if (calls.some(({ state }) => state.phase !== 'terminated')) return [];
		return (ownView(this.#phone.state?.history) ?? []).filter((entry) => calls.every(({ id }) => id !== entry.id));
	}

	/** The active call, while there is something to hear. */
	get #audible(): Call | undefined {
		const call = this.#active;
		return call?.state.phase === 'confirmed' && !call.state.hold.local && !call.state.hold.remote ? call : undefined;
	}

	#sendDigit(digit: string): void {
		if (this.#active) sendDigit(this.#active, digit, this.#panels);
	}

	#pressKey(event: KeyboardEvent): void {
		const call = this.#active;
		const digit = isField(event.target) ? undefined : digitOf(event);
		if (digit && digit !== '+' && call?.state.phase === 'confirmed') this.#sendDigit(digit);
		else if (event.key !== 'Escape' || !call || !this.#panels.close(call.id)) return;
		event.preventDefault();
		event.stopPropagation();
	}
}
