import { html, type TemplateResult } from 'lit';

const KEYS = [['1', ''], ['2', 'abc'], ['3', 'def'], ['4', 'ghi'], ['5', 'jkl'], ['6', 'mno'], ['7', 'pqrs'], ['8', 'tuv'], ['9', 'wxyz'], ['*', ''], ['0', '+'], ['#', '']] as const;
const HOLD_MS = 500;

/** The keys of a telephone. Where a number is composed, holding 0 gives “+” in its place. */
export class Keypad {
	readonly #press: (digit: string) => void;
	readonly #composes: boolean;
	#holding: ReturnType<typeof setTimeout> | undefined;
	#held = false;

	constructor(press: (digit: string) => void, { composes = false }: { composes?: boolean } = {}) {
		this.#press = press;
		this.#composes = composes;
	}

	render(label: string): TemplateResult {
		return html`<div class="keypad" part="keypad" role="group" aria-label=${label}>${KEYS.map(([digit, letters]) => this.#renderKey(digit, letters))}</div>`;
	}

	#renderKey(digit: string, letters: string): TemplateResult {
		return html`<button
			class="key" part="key" type="button"
			@pointerdown=${() => this.#beginHold(digit)}
			@pointerup=${() => this.#endHold()}
			@pointerleave=${() => this.#endHold()}
			@pointercancel=${() => this.#endHold()}
			@contextmenu=${(event: Event) => event.preventDefault()}
			@click=${() => this.#release(digit)}
		><span class="key-digit" part="key-digit">${digit}</span><span class="key-letters" part="key-letters" aria-hidden="true">${this.#composes || letters !== '+' ? letters : ''}</span></button>`;
	}

	#beginHold(digit: string): void {
		this.#endHold();
		this.#held = false;
		if (digit !== '0' || !this.#composes) return;
		this.#holding = setTimeout(() => {
			this.#held = true;
			this.#press('+');
		}, HOLD_MS);
	}

	#endHold(): void {
		clearTimeout(this.#holding);
	}

	#release(digit: string): void {
		if (!this.#held) this.#press(digit);
		this.#held = false;
	}
}
