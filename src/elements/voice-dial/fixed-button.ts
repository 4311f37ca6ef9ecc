import { html, nothing, type TemplateResult } from 'lit';
import type { OngoingCall, TerminatedCall } from '../../core/call/call-state.js';
import type { Call } from '../../core/call/call.js';
import type { PhoneState } from '../../core/phone-state.js';
import { ownView } from '../parts/own-view.js';
import { endedWords } from '../parts/wording.js';
import { callButton } from './call-button.js';
import { callPill } from './call-pill.js';
import { calleeName } from './callee.js';
import { caption } from './caption.js';
import type { DialModel } from './dial-model.js';
import type { SignIn } from './sign-in.js';
import { writtenLabel } from './written-label.js';
import { ownProperties } from '../../core/own-properties.js';

/**
 * All of a `<voice-dial>` with `to`: the button that calls, what it becomes during the call, in the same place, and
 * below it why there is none.
 */
export class FixedButton {
	readonly #model: DialModel;
	readonly #signIn: SignIn;
	#asksToSignIn = false;

	constructor(model: DialModel, signIn: SignIn) {
		this.#model = model;
		this.#signIn = signIn;
	}

	/** What one would press now. */
	get main(): HTMLElement | null {
		return this.#model.face.renderRoot.querySelector('.place > button:not([inert]), .pill:not([inert]) > button');
	}

	render(): TemplateResult {
		const { text, clock } = this.#model;
		const call = this.#call;
		const state = ongoing(call);
		const first = this.#model.face.fallbackFirst ? this.#model.renderFallback(true) : nothing;
		return html`${first}<div class="place" @keydown=${ignoreRepeats}>
				${callButton({ text, callee: calleeName(this.#to), disabled: this.#whyNot !== undefined, hidden: state !== undefined, call: () => this.#press() })}
				${callPill(state, { text, secondsSince: (at) => clock.secondsSince(at), hangUp: () => call && hangUpDeliberately(call) })}
			</div>
			${!state || state.phase === 'trying' ? this.#renderReason(state) : nothing}`;
	}

	/**
	 * Why nobody can be called or was reached, what helps, and another way. While the call is only tried, that the
	 * server is away.
	 */
	#renderReason(call: OngoingCall | undefined): unknown {
		const { state, phone, text, unavailable } = this.#model;
		if (this.#signIn.open && this.#asksToSignIn) return this.#signIn.render();
		const words = unavailable ?? (call ? undefined : this.#whyNot ?? this.#endedWords);
		const link = (label: string, press: () => void): TemplateResult => html`<button class="link" type="button" @click=${press}>${label}</button>`;
		const remedy = state?.signInNeeded ? link(text('sign-in.submit'), () => this.#askToSignIn()) : isDown(state) ? link(text('lamp.reconnect'), () => phone?.retry()) : nothing;
		const trouble = unavailable || call ? nothing : this.#model.renderTrouble();
		const fallback = unavailable || (!call && this.#model.failed) ? this.#model.renderFallback() : nothing;
		return html`<div class="reason" role="status">${words ? caption(words, { reason: true }) : nothing} ${remedy}</div>${trouble}${fallback}`;
	}

	get #to(): string {
		return this.#model.face.to;
	}

	get #call(): Call | undefined {
		return this.#model.dialling.callTo(this.#to);
	}

	get #whyNot(): string | undefined {
		return this.#model.whyNot(this.#to);
	}

	/**
	 * Why nobody was reached, unless the error that is told besides says it better. Who that is the button says: never
	 * a number that is not on it.
	 */
	get #endedWords(): string {
		const state = ownView(this.#call?.state);
		if (state?.phase !== 'terminated' || state.termination.error || state.termination.cause === 'hung-up') return '';
		return endedWords(ownProperties<TerminatedCall>(state, { label: writtenLabel(this.#model.face), remote: { ...state.remote, displayName: calleeName(this.#to) } }), this.#model.text);
	}

	#press(): void {
		const { state, phone } = this.#model;
		if (this.#whyNot === undefined) this.#model.call(this.#to);
		else if (state?.connection.phase === 'failed' && state.connection.error.code === 'closed') phone?.retry();
		else if (this.#signIn.open) this.#askToSignIn();
	}

	#askToSignIn(): void {
		this.#asksToSignIn = true;
		this.#model.changed();
		void this.#model.face.updateComplete.then(() => this.#model.face.renderRoot.querySelector('input')?.focus());
	}
}

/** Whether one may try again to reach the server; a site that is closed is asked by a press on the button. */
function isDown(state: PhoneState | undefined): boolean {
	const connection = state?.connection;
	return connection?.phase === 'failed' && connection.error.code !== 'closed';
}

function ongoing(call: Call | undefined): OngoingCall | undefined {
	const state = ownView(call?.state);
	return state?.phase === 'terminated' ? undefined : state;
}

/** Not by the second click of a double click that dialled. */
function hangUpDeliberately(call: Call): void {
	if (Date.now() - call.state.startedAt > 500) call.hangUp();
}

/** A key that dialled and is still held down does not hang up. */
function ignoreRepeats(event: KeyboardEvent): void {
	if (event.repeat) event.preventDefault();
}
