import { html, nothing, svg, type TemplateResult } from 'lit';
import { ownProperties } from '../../core/own-properties.js';
import type { Translate } from '../../i18n/translate.js';
import { errorWords } from '../parts/wording.js';
import type { Lamp } from './lamp.js';
import { obstacleWords } from './obstacle-words.js';

export interface StatusLineOptions {
	readonly text: Translate;
	readonly retry: () => void;
	readonly unblock: () => void;
	/** Absent for whom the page signed in. */
	readonly signOut: (() => void) | undefined;
}

/** Shapes that differ, so that the colour is not alone in saying it. */
const LIGHTS: Readonly<Record<Lamp['light'], TemplateResult>> = {
	off: svg`<circle cx="12" cy="12" r="9"></circle>`,
	ready: svg`<circle cx="12" cy="12" r="9" fill="currentColor"></circle>`,
	working: svg`<circle cx="12" cy="12" r="9"></circle><path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor"></path>`,
	trouble: svg`<path d="M12 3 22 21H2z" fill="currentColor"></path>`,
};

/** The lamp with its words, and what one can do about them. A countdown is seen and not spoken. */
export function statusLine(lamp: Lamp, { text, retry, unblock, signOut }: StatusLineOptions): TemplateResult {
	const { light, words, countdown, error, obstacle, retry: retryLabel, unblock: unblockLabel } = ownProperties<Lamp>(lamp);
	return html`<div class="status" part="status">
		<svg class="lamp ${light}" part="lamp ${light}" viewBox="0 0 24 24" aria-hidden="true">${LIGHTS[light]}</svg>
		<span class="words"><span class=${countdown ? 'unseen' : ''} role="status">${words}</span>${countdown ? html`<span class="figures" aria-hidden="true">${countdown}</span>` : nothing}</span>
		${retryLabel ? html`<button class="link" type="button" @click=${retry}>${retryLabel}</button>` : nothing}
		${unblockLabel ? html`<button class="link" type="button" @click=${unblock}>${unblockLabel}</button>` : nothing}
		${signOut ? html`<button class="link" type="button" data-choice="sign-out" @click=${signOut}>${text('sign-in.sign-out')}</button>` : nothing}
		${error ? html`<p class="error" role="alert">${errorWords(error, text)}</p>` : nothing}
		${obstacle ? html`<p class="error" role="alert">${obstacleWords(obstacle, text)}</p>` : nothing}
	</div>`;
}
