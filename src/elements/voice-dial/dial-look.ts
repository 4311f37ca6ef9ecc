import { html, nothing, type TemplateResult } from 'lit';
import type { Look } from '../../controllers/late-look.js';
import type { PhoneState } from '../../core/phone-state.js';
import { controls } from '../../styles/controls.js';
import { face } from '../../styles/face.js';
import { keypadStyles } from '../../styles/keypad.js';
import { noticeStyles as noticeStyles } from '../../styles/notice.js';
import { FocusKeeper } from '../parts/focus-keeper.js';
import { keepTyping } from '../parts/keys.js';
import { noticeOf } from '../parts/notice.js';
import { PageColours } from '../parts/page-colours.js';
import { errorWords } from '../parts/wording.js';
import { buttonStyles } from './button-styles.js';
import { DialModel } from './dial-model.js';
import { dialStyles } from './dial-styles.js';
import type { Dialling } from './dialling.js';
import { FixedButton } from './fixed-button.js';
import { lampOf } from './lamp.js';
import { NumberPad } from './number-pad.js';
import { SignIn } from './sign-in.js';
import { SignOut } from './sign-out.js';
import { statusLine } from './status-line.js';
import type { VoiceDial } from './voice-dial.js';
import { ownProperties } from '../../core/own-properties.js';

/** Draws a `<voice-dial>`: the lamp, the number field with its keys, the form to sign in; or the call button alone. */
export class DialLook implements Look {
	readonly styles = [...face, controls, noticeStyles, keypadStyles, dialStyles, buttonStyles];

	readonly #face: VoiceDial;
	readonly #model: DialModel;
	readonly #pad: NumberPad;
	readonly #signIn: SignIn;
	readonly #signOut: SignOut;
	readonly #button: FixedButton;

	constructor(element: VoiceDial, dialling: Dialling) {
		this.#face = element;
		this.#model = new DialModel(element, dialling);
		this.#pad = new NumberPad(this.#model);
		this.#signIn = new SignIn(this.#model);
		this.#signOut = new SignOut(this.#model, this.#signIn);
		this.#button = new FixedButton(this.#model, this.#signIn);
		new PageColours(element);
		new FocusKeeper(element, (shown) => this.#home(shown));
	}

	render(): TemplateResult {
		const { language } = this.#model;
		if (this.#face.to) return html`<div class="base only" part="base" lang=${language} @keydown=${keepTyping}>${this.#button.render()}</div>`;
		return html`<div class="base" part="base" lang=${language} tabindex="-1" @keydown=${(event: KeyboardEvent) => this.#pressKey(event)}>
			<div class="pad">
				${this.#renderStatus()} ${this.#signOut.render()} ${this.#renderTroubles()} ${this.#model.unavailable ? this.#model.renderFallback() : nothing}
				${this.#signIn.open ? this.#signIn.render() : this.#renderPad()}
			</div>
		</div>`;
	}

	#renderStatus(): TemplateResult {
		const { state, text, phone, clock } = this.#model;
		return statusLine(lampOf(state, { text, secondsUntil: (at) => clock.secondsUntil(at) }), {
			text,
			retry: () => phone?.retry(),
			unblock: () => void phone?.unblock(),
			signOut: this.#signOut.offered ? () => this.#signOut.press() : undefined,
		});
	}

	/**
	 * A dead ICE server concerns whoever runs the page, who hears of it by `voice-error`. What the lamp says is not
	 * said again.
	 */
	#renderTroubles(): unknown {
		const { troubles: all = [], callObstacle } = this.#model.state ?? ownProperties<Partial<PhoneState>>();
		const troubles = all.filter(({ code }) => code !== 'ice-server-dead' && code !== callObstacle?.code);
		return troubles.map((error) => noticeOf(errorWords(error, this.#model.text)));
	}

	#renderPad(): unknown {
		return [this.#model.renderTrouble(), this.#pad.render()];
	}

	#home(shown: boolean): HTMLElement | null {
		const { renderRoot } = this.#face;
		if (this.#face.to) return this.#button.main;
		return (shown ? renderRoot.querySelector<HTMLElement>('input') : null) ?? renderRoot.querySelector('.base');
	}

	#pressKey(event: KeyboardEvent): void {
		if (this.#signIn.open) keepTyping(event);
		else this.#pad.pressKey(event);
	}
}
