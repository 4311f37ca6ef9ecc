import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../styles/icons.js';

export interface NoticeAction {
	readonly label: string;
	readonly press: () => void;
}

/** Something the user should know, and the button that helps, if one can. Spoken when it appears. */
export function notice(words: string, action?: NoticeAction): TemplateResult {
	return html`<div class="notice" part="notice" role="alert">
		${icon('warning')}
		<p>${words}</p>
		${action ? html`<button class="link" type="button" @click=${action.press}>${action.label}</button>` : nothing}
	</div>`;
}
