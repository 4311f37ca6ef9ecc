import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { pressOrHold } from './press-or-hold.js';
import { ownProperties } from '../../core/own-properties.js';

const KEYS = [['1', ''], ['2', 'abc'], ['3', 'def'], ['4', 'ghi'], ['5', 'jkl'], ['6', 'mno'], ['7', 'pqrs'], ['8', 'tuv'], ['9', 'wxyz'], ['*', ''], ['0', '+'], ['#', '']] as const;

export interface KeypadOptions {
	/** Describes that holding 0 enters “+”, where it does. */
	readonly plus?: string;
}

/** The keys of a telephone. */
export class Keypad {
	readonly #press: (digit: string, event?: MouseEvent) => void;

	constructor(press: (digit: string, event?: MouseEvent) => void) {
		this.#press = press;
	}

	render(label: string, options: KeypadOptions = {}): TemplateResult {
		return html`<div class="keypad" part="keypad" role="group" aria-label=${label}>${KEYS.map(([digit, letters]) => this.#renderKey(digit, letters, options))}</div>`;
	}

	#renderKey(digit: string, letters: string, options: KeypadOptions): TemplateResult {
		const { plus } = ownProperties<KeypadOptions>(options);
		const hint = digit === '0' ? plus : undefined;
		const hold = hint === undefined ? undefined : (): void => this.#press('+');
		return html`<button
			class="key" part="key" type="button" title=${ifDefined(hint)} aria-description=${ifDefined(hint)}
			${pressOrHold({ press: (event) => this.#press(digit, event), hold })}
		><span class="key-digit" part="key-digit">${digit}</span><span class="key-letters" part="key-letters" aria-hidden="true">${letters !== '+' || hold ? letters : ''}</span></button>`;
	}
}
