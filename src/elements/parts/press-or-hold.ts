import { noChange } from 'lit';
import { Directive, directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js';
import { ownProperties } from '../../core/own-properties.js';

export interface Presses {
	readonly press: (event: MouseEvent) => void;
	/** The action on hold. */
	readonly hold?: (() => void) | undefined;
}

const HOLD_MS = 500;

/** A button that can be pressed or held, by touch, mouse or space bar. */
class PressOrHold extends Directive {
	#presses: Presses | undefined;
	#holding: ReturnType<typeof setTimeout> | undefined;
	#held = false;

	constructor(part: PartInfo) {
		super(part);
		if (part.type !== PartType.ELEMENT) throw new Error('What is pressed or held is an element.');
	}

	override render(_presses: Presses): unknown {
		return noChange;
	}

	override update({ element }: ElementPart, [presses]: [Presses]): unknown {
		if (!this.#presses) this.#listen(element as HTMLElement);
		this.#presses = ownProperties<Presses>(presses);
		return noChange;
	}

	#listen(element: HTMLElement): void {
		const end = (): void => clearTimeout(this.#holding);
		element.addEventListener('pointerdown', ({ button }) => button === 0 && this.#begin());
		element.addEventListener('keydown', ({ key, repeat }) => repeat || key === ' ' ? this.#begin() : this.#clear());
		for (const type of ['pointerup', 'pointerleave', 'pointercancel', 'keyup', 'blur']) element.addEventListener(type, end);
		element.addEventListener('contextmenu', (event) => this.#presses?.hold && event.preventDefault());
		element.addEventListener('click', (event) => this.#release(event));
	}

	#begin(): void {
		this.#clear();
		if (!this.#presses?.hold) return;
		this.#holding = setTimeout(() => {
			this.#held = true;
			this.#presses?.hold?.();
		}, HOLD_MS);
	}

	#clear(): void {
		clearTimeout(this.#holding);
		this.#held = false;
	}

	/** A click follows a hold as well. */
	#release(event: MouseEvent): void {
		clearTimeout(this.#holding);
		if (!this.#held) this.#presses?.press(event);
		this.#held = false;
	}
}

/** Runs one action on a press, and another on a hold of half a second. */
export const pressOrHold = directive(PressOrHold);
