import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../styles/icons.js';
import { ownProperties } from '../../core/own-properties.js';

export interface NoticeAction {
	readonly label: string;
	readonly press: () => void;
}

export interface NoticeOptions extends Partial<NoticeAction> {
	/** A text that changes on its own, like a countdown; not announced by screen readers. */
	readonly aside?: string;
}

/** A notice for the user, with a button that helps, if any. Announced by screen readers when it appears. */
export function noticeOf(words: string, options?: NoticeOptions): TemplateResult {
	const { label, press, aside } = ownProperties<NoticeOptions>(options);
	return html`<div class="notice" part="notice" role="alert">
		${icon('warning')}
		<p><bdi>${words}${aside ? html` <span class="figures muted" aria-hidden="true">${aside}</span>` : nothing}</bdi></p>
		${label ? html`<button class="link" type="button" @click=${press}>${label}</button>` : nothing}
	</div>`;
}
