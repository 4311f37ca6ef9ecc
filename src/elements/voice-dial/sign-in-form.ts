import { html, nothing, type TemplateResult } from 'lit';
import type { Translate } from '../../i18n/translate.js';

export interface TypedCredentials {
	readonly user: string;
	readonly password: string;
}

export interface SignInOptions {
	readonly text: Translate;
	/** The number entered before. */
	readonly user: string;
	/** The reason of a failure. */
	readonly trouble: string | undefined;
	readonly pending: boolean;
	readonly submit: (credentials: TypedCredentials) => void;
}

/** The form for number and password. */
export function signInForm({ text, user, trouble, pending, submit }: SignInOptions): TemplateResult {
	const submitted = (event: SubmitEvent): void => {
		event.preventDefault();
		const data = new FormData(event.currentTarget as HTMLFormElement);
		submit({ user: data.get('user') as string, password: data.get('password') as string });
	};
	return html`<form class="sign-in" part="sign-in" @submit=${submitted}>
		<label><span>${text('sign-in.user')}</span>
			<span class="field"><input name="user" dir="auto" autocomplete="username" autocapitalize="none" spellcheck="false" required ?readonly=${pending} .value=${user} /></span></label>
		<label><span>${text('sign-in.password')}</span>
			<span class="field"><input name="password" type="password" autocomplete="current-password" required ?readonly=${pending} /></span></label>
		<p class="error" role="alert">${trouble ?? nothing}</p>
		<button class="accent" part="sign-in-button" aria-busy=${pending}>${text('sign-in.submit')}</button>
	</form>`;
}
