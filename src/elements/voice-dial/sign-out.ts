import { html, nothing } from 'lit';
import { icon } from '../../styles/icons.js';
import type { DialModel } from './dial-model.js';
import type { SignIn } from './sign-in.js';

/** Signs out, after a confirmation if that ends a call. The question disappears with the call. */
export class SignOut {
	readonly #model: DialModel;
	readonly #signIn: SignIn;
	#asked = false;

	constructor(model: DialModel, signIn: SignIn) {
		this.#model = model;
		this.#signIn = signIn;
	}

	/** Whether the user can sign out and was not asked yet. */
	get offered(): boolean {
		return this.#signIn.done && !this.#asks;
	}

	press(): void {
		if (!this.#calling) return void this.#signIn.signOut();
		this.#asked = true;
		void this.#focus('[data-choice=stay]');
	}

	/** The confirmation, while asked. */
	render(): unknown {
		if (!this.#asks) this.#asked = false;
		if (!this.#asked) return nothing;
		const { text } = this.#model;
		return html`<div class="notice" part="notice" role="alertdialog" aria-labelledby="ends-calls" @keydown=${(event: KeyboardEvent) => this.#pressKey(event)}>
			${icon('warning')}
			<p id="ends-calls">${text('sign-in.ends-calls')}</p>
			<span class="choices">
				<button class="link" type="button" @click=${() => void this.#signIn.signOut()}>${text('sign-in.sign-out')}</button>
				<button class="filled" type="button" data-choice="stay" @click=${() => this.#stay()}>${text('sign-in.stay')}</button>
			</span>
		</div>`;
	}

	get #asks(): boolean {
		return this.#asked && this.#signIn.done && this.#calling;
	}

	get #calling(): boolean {
		return this.#model.state?.calls.some(({ phase }) => phase !== 'terminated') ?? false;
	}

	#stay(): void {
		this.#asked = false;
		void this.#focus('[data-choice=sign-out]');
	}

	#pressKey(event: KeyboardEvent): void {
		if (event.key !== 'Escape') return;
		event.preventDefault();
		event.stopPropagation();
		this.#stay();
	}

	async #focus(selector: string): Promise<void> {
		const { face } = this.#model;
		this.#model.changed();
		await face.updateComplete;
		face.shadowRoot?.querySelector<HTMLElement>(selector)?.focus();
	}
}
