import { html, nothing, type TemplateResult } from 'lit';
import { ClockController } from '../../controllers/clock-controller.js';
import type { Look } from '../../controllers/late-look.js';
import type { PhoneController } from '../../controllers/phone-controller.js';
import type { Call } from '../../core/call.js';
import { VoiceError } from '../../core/voice-error.js';
import { LocalizeController } from '../../i18n/localize-controller.js';
import { controls } from '../../styles/controls.js';
import { face } from '../../styles/face.js';
import { keypadStyles } from '../../styles/keypad.js';
import { notice as noticeStyles } from '../../styles/notice.js';
import { Keypad } from '../parts/keypad.js';
import { digitOf, isField, keepTyping } from '../parts/keys.js';
import { notice, type NoticeAction } from '../parts/notice.js';
import { endedWords, errorWords, nameOf } from '../parts/wording.js';
import { callActions } from './call-actions.js';
import { callButton } from './call-button.js';
import { callPill } from './call-pill.js';
import { calleeOf, whyNotCall } from './callee.js';
import { dialStyles } from './dial-styles.js';
import type { Dialling } from './dialling.js';
import { lampOf, type Lamp } from './lamp.js';
import { deleteFrom, insertInto, numberField } from './number-field.js';
import { signInForm } from './sign-in-form.js';
import { statusLine } from './status-line.js';
import type { VoiceDial } from './voice-dial.js';

/** Draws a `<voice-dial>`: the lamp, the number field with its keys, the form to sign in; or the call button alone. */
export class DialLook implements Look {
	readonly styles = [...face, controls, noticeStyles, keypadStyles, dialStyles];

	readonly #face: VoiceDial;
	readonly #dialling: Dialling;
	readonly #phone: PhoneController;
	readonly #localize: LocalizeController;
	readonly #clock: ClockController;
	readonly #keypad = new Keypad((digit) => this.#edit((input) => insertInto(input, digit)), { composes: true });
	#user = '';
	#signingIn = false;
	#signedInHere = false;

	constructor(element: VoiceDial, dialling: Dialling) {
		this.#face = element;
		this.#dialling = dialling;
		this.#phone = dialling.phone;
		this.#localize = new LocalizeController(element);
		this.#clock = new ClockController(element);
	}

	render(): TemplateResult {
		const { language } = this.#localize;
		if (this.#face.to) return html`<div class="base only" part="base" lang=${language}>${this.#renderButton()}</div>`;
		return html`<div class="base" part="base" lang=${language} @keydown=${(event: KeyboardEvent) => this.#pressKey(event)}>
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
		const call = this.#dialling.call?.state;
		const error = this.#dialling.trouble ?? (call?.phase === 'terminated' ? call.termination.error : undefined);
		if (!error) return nothing;
		const again: NoticeAction | undefined = this.#dialling.trouble ? undefined : { label: this.#localize.text('call.try-again'), press: () => this.#call(this.#dialling.last) };
		return notice(errorWords(error, this.#localize.text), again);
	}

	#renderSignIn(): TemplateResult {
		const { text } = this.#localize;
		const { error } = this.#lamp;
		const trouble = this.#signingIn || !error ? undefined : errorWords(error, text);
		return signInForm({ text, user: this.#user, trouble, pending: this.#signingIn, submit: (credentials) => void this.#signIn(credentials) });
	}

	#renderPad(): TemplateResult {
		const { text } = this.#localize;
		const field = numberField({
			typed: this.#dialling.typed,
			placeholder: this.#face.placeholder || text('dial.placeholder'),
			backspace: text('dial.backspace'),
			change: () => this.#read(),
			deleteLast: () => this.#edit(deleteFrom),
		});
		const whyNot = this.#whyNot(this.#dialling.typed);
		const callee = this.#dialling.typed && this.#nameOf(this.#dialling.typed);
		const actions = callActions({ text, callee, whyNot, last: this.#nameOf(this.#dialling.last), call: () => this.#call(this.#dialling.typed), callLast: () => this.#call(this.#dialling.last) });
		const caption = html`<p class="caption small muted" id="caption">${whyNot ?? text('dial.call-to', { name: callee })}</p>`;
		if (this.#face.withoutKeypad) return html`<div class="line">${field} ${actions}</div>${caption}`;
		return html`${field} ${this.#keypad.render(text('keypad.name'))}
			<div class="actions">${actions}</div>${caption}`;
	}

	#renderButton(): unknown {
		const { text } = this.#localize;
		const call = this.#dialling.call;
		if (call && call.state.phase !== 'terminated') return callPill(call.state, { text, secondsSince: (at) => this.#clock.secondsSince(at), hangUp: () => hangUpDeliberately(call) });
		const whyNot = this.#whyNot(this.#face.to);
		const ended = call?.state.phase === 'terminated' && call.state.termination.cause !== 'hung-up' ? endedWords(call.state, text) : '';
		const options = { text, callee: this.#nameOf(this.#face.to), words: whyNot ?? ended, disabled: whyNot !== undefined, call: () => this.#call(this.#face.to) };
		return [callButton(options), this.#renderOwnTrouble()];
	}

	get #input(): HTMLInputElement | null {
		return this.#face.renderRoot.querySelector('.number input');
	}

	get #lamp(): Lamp {
		return lampOf(this.#phone.state, { text: this.#localize.text, secondsUntil: (at) => this.#clock.secondsUntil(at) });
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
			this.#face.dial(to);
		} catch (thrown) {
			this.#dialling.trouble = VoiceError.from(thrown).state;
			this.#face.requestUpdate();
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
		if (event.key === 'Enter' && event.target === this.#input && !event.isComposing) this.#call(this.#dialling.typed);
	}

	#take(event: KeyboardEvent, change: (input: HTMLInputElement) => void): void {
		if (!this.#input) return;
		event.preventDefault();
		event.stopPropagation();
		this.#edit(change);
	}

	#edit(change: (input: HTMLInputElement) => void): void {
		if (this.#input) change(this.#input);
		this.#read();
	}

	#read(): void {
		this.#dialling.typed = this.#input?.value ?? '';
		this.#dialling.trouble = undefined;
		this.#face.requestUpdate();
	}

	async #signIn(credentials: { user: string; password: string }): Promise<void> {
		this.#user = credentials.user;
		this.#signingIn = true;
		this.#face.requestUpdate();
		try {
			await this.#phone.demand().signIn(credentials);
			this.#signedInHere = true;
			this.#dialling.trouble = undefined;
		} catch (thrown) {
			this.#dialling.trouble = VoiceError.from(thrown).state;
		} finally {
			this.#signingIn = false;
			this.#face.requestUpdate();
		}
	}

	#signOut(): void {
		this.#signedInHere = false;
		this.#face.requestUpdate();
		void this.#phone.phone?.signOut();
	}
}

/** Not by the second click of a double click that dialled. */
function hangUpDeliberately(call: Call): void {
	if (Date.now() - call.state.startedAt > 500) call.hangUp();
}
