import { html, nothing, type TemplateResult } from 'lit';
import { formatDuration } from '../parts/duration.js';
import { calmWords, ongoingWords, partyName } from '../parts/wording.js';
import type { ControlView } from './controls/call-control.js';
import { controlsBar } from './controls/controls-bar.js';
import type { ControlsShown } from './controls/registry.js';
import { addressText, avatar, nameText } from './identity.js';
import { levelMeter } from './level.js';
import { qualityWord } from './quality.js';

/** An ongoing call in any phase. Notices and panels are below it, so hang-up keeps its place. */
export function ongoingCard(shown: ControlsShown, view: ControlView): TemplateResult {
	const { state, text, panel } = view;
	// The open keypad shows pending digits itself.
	const words = panel?.name === 'keypad' ? calmWords(state, text) : ongoingWords(state, text);
	return html`<section class="card ongoing" part="call ${state.phase} ${state.direction}" tabindex="-1" role="group" aria-label=${partyName(state)}>
		<div class="head">
			${avatar(state, state.room)}
			<div class="who">
				<div class="line">${nameText(state)}${timer(view)}</div>
				<div class="line">${addressText(state)}<span class="state" part="state">${words}</span>${qualityWord(state, text)}</div>
			</div>
		</div>
		${controlsBar(shown, view)}
	</section>`;
}

function timer({ state, text, secondsSince }: ControlView): unknown {
	if (state.phase !== 'confirmed') return nothing;
	return html`<span class="clock"><span class="timer figures" part="timer" role="timer" aria-label=${text('call.duration')}>${formatDuration(secondsSince(state.confirmedAt))}</span>${levelMeter('remote')}</span>`;
}
