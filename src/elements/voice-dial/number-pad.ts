import { html, type TemplateResult } from 'lit';
import { characterOf, isField, isKey, keepTyping } from '../parts/keys.js';
import { Keypad } from '../parts/keypad.js';
import { lastLabel } from '../parts/known-party.js';
import { callActions } from './call-actions.js';
import { calleeName } from './callee.js';
import { caption } from './caption.js';
import type { DialModel } from './dial-model.js';
import { obstacleOf } from './lamp.js';
import { NumberField } from './number-field.js';

/** The number field with its keys, and what calls: all of `<voice-dial>` that one types with. */
export class NumberPad {
	readonly field: NumberField;
	readonly #model: DialModel;
	readonly #keypad = new Keypad((digit, event) => this.#pressDigit(digit, event));
	/** Whether somebody wants to call and cannot. */
	#urged = false;

	constructor(model: DialModel) {
		this.#model = model;
		this.field = new NumberField(model.face.renderRoot, (typed) => this.#read(typed));
		model.face.addController({ hostUpdated: () => this.field.showEdges() });
	}

	render(): TemplateResult {
		const { text, face } = this.#model;
		const actions = this.#renderActions();
		if (face.withoutKeypad) return html`<div class="line">${this.#renderField()} ${actions}</div>${this.#renderCaption()}`;
		return html`${this.#renderField()} ${this.#keypad.render(text('keypad.name'), { plus: text('keypad.plus') })}
			<div class="actions">${actions}</div>${this.#renderCaption()}`;
	}

	#renderField(): TemplateResult {
		const { text, face } = this.#model;
		return this.field.render({
			typed: this.#typed,
			placeholder: face.placeholder || text('dial.placeholder'),
			invalid: this.#typed.trim() !== '' && this.#whyNot === text('error.address'),
			backspace: text('dial.backspace'),
			clear: text('dial.clear'),
		});
	}

	#renderActions(): TemplateResult {
		const { text, dialling, state } = this.#model;
		const last = lastLabel(state) || calleeName(dialling.last);
		return callActions({ text, callee: calleeName(this.#typed), disabled: this.#whyNot !== undefined, last, call: () => this.#call(), callLast: () => this.#model.call(dialling.last) });
	}

	#renderCaption(): unknown {
		const whyNot = this.#whyNot;
		const { state, text } = this.#model;
		// Calling may be tried nevertheless, as when a microphone has just been plugged in.
		const obstacle = state && obstacleOf(state) ? text('lamp.no-calls') : undefined;
		return caption(whyNot ?? obstacle ?? text('dial.call-to', { name: calleeName(this.#typed) }), { reason: whyNot !== undefined, urgent: this.#urged && whyNot !== undefined });
	}

	/** A key pressed anywhere in the face. What was typed elsewhere goes on in the field, so that Enter dials it. */
	pressKey(event: KeyboardEvent): void {
		if (isField(event.target)) return this.#pressKeyInField(event);
		const character = characterOf(event);
		if (!character && event.key !== 'Backspace') return;
		event.preventDefault();
		event.stopPropagation();
		if (!character) return this.field.deleteBack();
		this.field.insert(character);
		this.field.input?.focus();
		if (isKey(character)) this.#model.phone?.keyTone(character);
	}

	get #typed(): string {
		return this.#model.dialling.typed;
	}

	get #whyNot(): string | undefined {
		return this.#model.whyNot(this.#typed);
	}

	#pressKeyInField(event: KeyboardEvent): void {
		keepTyping(event);
		if (event.key === 'Enter' && event.target === this.field.input && !event.isComposing) this.#call();
	}

	/** A mouse leaves the focus in the field; a finger would open the keyboard of the system over it. */
	#pressDigit(digit: string, event?: MouseEvent): void {
		this.field.insert(digit);
		this.#model.phone?.keyTone(digit);
		if (event instanceof PointerEvent && event.pointerType === 'mouse') this.field.input?.focus();
	}

	#call(): void {
		this.#urged = this.#whyNot !== undefined;
		if (!this.#urged) return this.#model.call(this.#typed);
		this.field.input?.focus();
		this.#model.changed();
	}

	#read(typed: string): void {
		this.#urged = false;
		this.#model.dialling.typed = typed;
		this.#model.dialling.trouble = undefined;
		this.#model.changed();
	}
}
