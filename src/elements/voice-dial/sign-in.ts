import type { TemplateResult } from 'lit';
import type { PhoneState } from '../../core/phone-state.js';
import type { Phone } from '../../core/phone.js';
import { errorWords } from '../parts/wording.js';
import type { DialModel } from './dial-model.js';
import { signInForm, type TypedCredentials } from './sign-in-form.js';

/**
 * Signs in with the entered credentials. The form stays until the server has decided, and is editable again after a
 * refusal.
 */
export class SignIn {
	readonly #model: DialModel;
	#user = '';
	#pending = false;

	constructor(model: DialModel) {
		this.#model = model;
	}

	/** Whether to show the form. */
	get open(): boolean {
		return this.#pending || this.#model.state?.signInNeeded === true;
	}

	/** Whether the user can sign out. */
	get done(): boolean {
		return !this.open && this.#model.state?.signedIn === true;
	}

	render(): TemplateResult {
		const { text } = this.#model;
		return signInForm({ text, user: this.#user, trouble: this.#trouble, pending: this.#pending, submit: (credentials) => void this.#submit(credentials) });
	}

	/** Back to the form. */
	async signOut(): Promise<void> {
		const out = this.#model.phone?.signOut();
		await this.#focus('form input');
		await out;
	}

	get #trouble(): string | undefined {
		const { state, text, dialling } = this.#model;
		const error = dialling.trouble ?? (state?.registration.phase === 'failed' ? state.registration.error : undefined);
		return this.#pending || !error ? undefined : errorWords(error, text);
	}

	async #submit(credentials: TypedCredentials): Promise<void> {
		if (this.#pending) return;
		this.#user = credentials.user;
		this.#pending = true;
		this.#model.dialling.trouble = undefined;
		this.#model.changed();
		try {
			const phone = this.#model.dialling.phone.demand();
			await phone.signIn(credentials);
			await decided(phone);
		} catch (thrown) {
			this.#model.fail(thrown);
		}
		this.#pending = false;
		await this.#focus('.number input, [name=password]');
	}

	/** Focuses a field of the next view, unless the user moved the focus meanwhile. */
	async #focus(selector: string): Promise<void> {
		const { face } = this.#model;
		const stays = face.shadowRoot?.activeElement !== null;
		this.#model.changed();
		await face.updateComplete;
		const field = face.shadowRoot?.querySelector<HTMLInputElement>(selector);
		if (stays) field?.focus();
		if (field?.type === 'password') field.value = '';
	}
}

/** Until the server accepts or refuses, or cannot be reached. */
async function decided(phone: Phone): Promise<void> {
	while (!isDecided(phone.state)) await nextState(phone);
}

function nextState(phone: Phone): Promise<void> {
	return new Promise((resolve) => {
		const end = phone.subscribe(() => {
			end();
			resolve();
		});
	});
}

function isDecided({ signInNeeded, connection, registration }: PhoneState): boolean {
	if (signInNeeded || registration.phase === 'registered' || registration.phase === 'failed') return true;
	return connection.phase === 'connected' ? registration.phase === 'none' : connection.phase !== 'connecting';
}
