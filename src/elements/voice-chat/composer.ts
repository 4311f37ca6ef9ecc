import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { isBlank } from '../../core/text.js';
import type { Translate } from '../../i18n/translate.js';
import { icon } from '../../styles/icons.js';
import { keepTyping } from '../parts/keys.js';

const COMPOSED = 229;

export interface ComposerOptions {
	readonly text: Translate;
	readonly draft: string;
	readonly change: (draft: string) => void;
	readonly send: () => void;
	readonly begin: () => void;
	readonly leave: () => void;
}

/**
 * A text field that grows to five lines: a hidden copy of its text sets the height. Enter sends, Shift+Enter inserts a
 * line break.
 */
export function composer({ text, draft, change, send, begin, leave }: ComposerOptions): TemplateResult {
	const pressKey = (event: KeyboardEvent): void => {
		keepTyping(event);
		// Safari ends a composition before its Enter key event, which has this key code.
		if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === COMPOSED) return;
		event.preventDefault();
		send();
	};
	const submit = (event: SubmitEvent): void => {
		event.preventDefault();
		send();
	};
	return html`<form class="composer" part="composer" @submit=${submit}>
		<div class="field grow" data-text=${draft}>
			<textarea
				part="input" rows="1" dir="auto" enterkeyhint="send" aria-label=${text('chat.message')} placeholder=${text('chat.placeholder')}
				.value=${live(draft)} @focus=${begin} @blur=${leave} @keydown=${pressKey}
				@input=${(event: Event) => change((event.target as HTMLTextAreaElement).value)}
			></textarea>
		</div>
		<button class="accent round" part="send-button" aria-label=${text('chat.send')} title=${text('chat.send')} aria-disabled=${isBlank(draft)}><slot name="icon-send">${icon('send')}</slot></button>
	</form>`;
}
