import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon } from '../../styles/icons.js';

export interface NumberFieldOptions {
	readonly typed: string;
	readonly placeholder: string;
	/** Name of the button that deletes. */
	readonly backspace: string;
	readonly change: () => void;
	readonly deleteLast: () => void;
}

/** Where a name or number is typed or pasted. */
export function numberField({ typed, placeholder, backspace, change, deleteLast }: NumberFieldOptions): TemplateResult {
	return html`<div class="field number" part="field">
		<input
			part="input" dir="auto" autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="go"
			aria-label=${placeholder} placeholder=${placeholder} maxlength="256"
			.value=${live(typed)} @input=${change}
		/>
		<button part="backspace" type="button" aria-label=${backspace} title=${backspace} ?hidden=${typed === ''} @click=${deleteLast}>${icon('backspace')}</button>
	</div>`;
}

/** Types where the caret is. */
export function insertInto(input: HTMLInputElement, text: string): void {
	input.setRangeText(text, input.selectionStart ?? 0, input.selectionEnd ?? 0, 'end');
}

/** Deletes what is selected, else the character before the caret. */
export function deleteFrom(input: HTMLInputElement): void {
	const end = input.selectionEnd ?? 0;
	const start = input.selectionStart === end ? Math.max(0, end - 1) : (input.selectionStart ?? 0);
	input.setRangeText('', start, end, 'end');
}
