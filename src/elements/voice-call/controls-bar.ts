import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { icon } from '../../styles/icons.js';
import { controlsOf, moreControl, type Control, type OngoingView } from './controls.js';
import { levelMeter } from './level.js';
import { ownProperties } from '../../core/own-properties.js';

/** What one can do during a call; hang-up at the end, always. */
export function controlsBar(view: OngoingView): TemplateResult {
	const { call, text, commands, names } = view;
	return html`<div class="controls" part="controls">
		${[...controlsOf(names.inSight, view), ...moreControl(view)].map((control) => controlButton(control, view))}
		<button class="stop hang-up" part="hangup-button" type="button" @click=${() => commands.hangUp(call)}>
			<slot name="icon-hang-up">${icon('hang-up')}</slot><span class="label">${text('call.hang-up')}</span>
		</button>
	</div>`;
}

/** What stands behind `more`, in words. */
export function moreControls(view: OngoingView): TemplateResult {
	return html`<div class="more">${controlsOf(view.names.more, view).map((control) => controlButton(control, view))}</div>`;
}

function controlButton(control: Control, { state }: OngoingView): TemplateResult {
	const { name, icon: shape, label, press, active = false, pending = false, disabled = false, expanded } = ownProperties<Control>(control);
	const part = `control ${name}${active ? ' active' : ''}${pending ? ' pending' : ''}`;
	const speaking = name === 'mute' && state.phase === 'confirmed' && !state.muted && !state.hold.local;
	return html`<button class="filled control ${active ? 'active' : ''}" part=${part} type="button" aria-busy=${pending} aria-expanded=${ifDefined(expanded)} aria-controls=${ifDefined(expanded === undefined ? undefined : 'panel')} aria-disabled=${disabled} @click=${disabled ? nothing : press}>
		<span class="icon"><slot name="icon-${name}">${icon(shape)}</slot>${speaking ? levelMeter('local') : nothing}</span><span class="label">${label}</span>
	</button>`;
}
