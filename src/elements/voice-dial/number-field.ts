import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon } from '../../styles/icons.js';
import { focusField } from '../parts/focus-field.js';
import { pressOrHold } from '../parts/press-or-hold.js';
import { latinDigits, LONGEST, pastedNumber } from './typed-number.js';

export interface NumberFieldOptions {
	readonly typed: string;
	readonly placeholder: string;
	/** Whether the text is no address that can be called. */
	readonly invalid: boolean;
	/** Label of the backspace button and of holding it. */
	readonly backspace: string;
	readonly clear: string;
}

/**
 * The field for a name or number, typed, pasted or entered by keys. A text that overflows fades at its edges; its end
 * is visible.
 */
export class NumberField {
	readonly #root: ParentNode;
	readonly #changed: (typed: string) => void;

	constructor(root: ParentNode, changed: (typed: string) => void) {
		this.#root = root;
		this.#changed = changed;
	}

	get input(): HTMLInputElement | null {
		return this.#root.querySelector('.number input');
	}

	render({ typed, placeholder, invalid, backspace, clear }: NumberFieldOptions): TemplateResult {
		return html`<div class="field number" part="field" @mousedown=${focusField}>
			<input
				part="input" dir="auto" autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="go" maxlength=${LONGEST}
				aria-label=${placeholder} aria-invalid=${invalid} aria-describedby=${invalid ? 'caption' : nothing} placeholder=${placeholder}
				.value=${live(typed)} @input=${() => this.#read()} @paste=${(event: ClipboardEvent) => this.#paste(event)} @scroll=${() => this.showEdges()}
			/>
			<button part="backspace" type="button" aria-label=${backspace} title=${`${backspace} · ${clear}`} aria-description=${clear} aria-disabled=${typed === ''} ${pressOrHold({ press: () => this.deleteBack(), hold: () => this.clear() })}>${icon('backspace')}</button>
		</div>`;
	}

	/** Inserts at the caret. */
	insert(text: string): void {
		this.#edit((input) => input.setRangeText(text, input.selectionStart ?? 0, input.selectionEnd ?? 0, 'end'));
	}

	/** Deletes the selection, else the character before the caret. */
	deleteBack(): void {
		this.#edit((input) => {
			const end = input.selectionEnd ?? 0;
			const start = input.selectionStart === end ? end - (lastCharacter(input.value.slice(0, end)).length) : (input.selectionStart ?? 0);
			input.setRangeText('', start, end, 'end');
		});
	}

	clear(): void {
		this.#edit((input) => (input.value = ''));
	}

	/** Marks the edges at which the text overflows, for the styles. */
	showEdges(): void {
		const { input } = this;
		if (!input) return;
		const hidden = input.scrollWidth - input.clientWidth;
		const before = input.matches(':dir(rtl)') ? hidden + input.scrollLeft : input.scrollLeft;
		input.classList.toggle('more-left', before > 1);
		input.classList.toggle('more-right', hidden - before > 1);
	}

	#paste(event: ClipboardEvent): void {
		const copied = event.clipboardData?.getData('text/plain') ?? '';
		const number = pastedNumber(copied);
		// Unchanged input is left to the browser, which can undo it.
		if (number === copied) return;
		event.preventDefault();
		this.insert(number);
	}

	#edit(change: (input: HTMLInputElement) => void): void {
		const { input } = this;
		if (!input) return;
		change(input);
		this.#read();
		const atEnd = input.selectionEnd === input.value.length;
		if (atEnd) input.scrollLeft = input.matches(':dir(rtl)') ? -input.scrollWidth : input.scrollWidth;
		this.showEdges();
	}

	#read(): void {
		const { input } = this;
		if (!input) return;
		const { value, selectionStart, selectionEnd } = input;
		const typed = latinDigits(value);
		if (typed !== value) {
			input.value = typed;
			input.setSelectionRange(selectionStart, selectionEnd);
		}
		this.#changed(typed);
	}
}

/** A character may be several code units. */
function lastCharacter(text: string): string {
	return [...text].at(-1) ?? '';
}
