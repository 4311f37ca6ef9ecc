import { html, nothing, type TemplateResult } from 'lit';
import type { TerminatedCall } from '../../core/call/call-state.js';
import type { Translate } from '../../i18n/translate.js';
import { icon } from '../../styles/icons.js';
import { formatDuration } from '../parts/duration.js';
import { endingOf, partyName } from '../parts/wording.js';
import type { CallView } from './call-view.js';
import { avatar } from './identity.js';

/** An ended call: the reason, what to do, then code and duration in small type. */
export function endedCard({ call, state, text, commands }: CallView<TerminatedCall>): TemplateResult {
	const { what, todo } = endingOf(state, text);
	const name = partyName(state);
	const remedy = state.termination.cause === 'media' && state.termination.error !== undefined;
	const again = remedy ? 'call.try-again' : state.direction === 'outgoing' ? 'call.redial' : 'call.call-back';
	return html`<section class="card ended" part="call terminated ${state.direction}" tabindex="-1" role="group" aria-label=${name}>
		<div class="head">
			${avatar(state, state.room)}
			<div class="who">
				<p class="reason" part="state">${what}</p>
				${todo ? html`<p class="small">${todo}</p>` : nothing}
				<bdi class="small muted figures" part="timer">${[...(what.includes(name) ? [] : [name]), ...details(state, text)].join(' · ')}</bdi>
			</div>
			<button class="${remedy ? 'accent' : 'filled'} again" part="redial" type="button" @click=${() => commands.redial(state)}>${icon('phone')}${text(again)}</button>
			<button class="round" part="dismiss" type="button" title=${text('call.dismiss')} aria-label=${text('call.dismiss')} @click=${() => commands.dismiss(call)}>${icon('close')}</button>
		</div>
	</section>`;
}

/** `486`, `2 s`, or `12:05` for an answered call. */
function details({ startedAt, confirmedAt, terminatedAt, termination: { status } }: TerminatedCall, text: Translate): (string | number)[] {
	const seconds = Math.max(0, Math.round((terminatedAt - (confirmedAt ?? startedAt)) / 1000));
	const took = confirmedAt === undefined ? text('call.seconds', { seconds }) : formatDuration(seconds);
	return [...(status === undefined ? [] : [status]), ...(seconds > 0 ? [took] : [])];
}
