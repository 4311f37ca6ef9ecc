import { html, type TemplateResult } from 'lit';
import type { EarlyCall } from '../../core/call/call-state.js';
import { icon } from '../../styles/icons.js';
import { ongoingWords, partyName } from '../parts/wording.js';
import type { CallView } from './call-view.js';
import { addressText, avatar, nameText } from './identity.js';

/** An incoming call: the name is the largest text, and the two buttons are far apart. */
export function ringingCard(view: CallView<EarlyCall>): TemplateResult {
	const { call, state, text, commands } = view;
	return html`<section class="card ringing" part="call early incoming" tabindex="-1" role="group" aria-label=${partyName(state)}>
		<div class="caller">
			${avatar(state, state.room)}
			<p class="who">${nameText(state)}${addressText(state)}</p>
			<p class="state muted" part="state">${ongoingWords(state, text)}</p>
		</div>
		<div class="choice">
			<button class="answering" part="decline-button" type="button" @click=${() => commands.hangUp(call)}>
				<span class="stop disc"><slot name="icon-decline">${icon('hang-up')}</slot></span>${text('call.decline')}
			</button>
			<button class="answering" part="answer-button" type="button" aria-busy=${state.pending === 'answer'} @click=${() => commands.answer(call)}>
				<span class="go disc"><slot name="icon-answer">${icon('phone')}</slot></span>${text('call.answer')}
			</button>
		</div>
	</section>`;
}
