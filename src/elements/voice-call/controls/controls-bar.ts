import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { ownProperties } from '../../../core/own-properties.js';
import { icon } from '../../../styles/icons.js';
import { levelMeter } from '../level.js';
import type { ControlView } from './call-control.js';
import { CONTROLS, drawn, moreControl, type ControlsShown, type DrawnControl } from './registry.js';

/** The controls of a call; hang-up is always last. */
export function controlsBar({ inSight, more }: ControlsShown, view: ControlView): TemplateResult {
	const { call, text, commands } = view;
	return html`<div class="controls" part="controls">
		${[...drawn(inSight, view), ...moreControl(more, view)].map(controlButton)}
		<button class="stop hang-up" part="hangup-button" type="button" @click=${() => commands.hangUp(call)}>
			<slot name="icon-hang-up">${icon('hang-up')}</slot><span class="label">${text('call.hang-up')}</span>
		</button>
	</div>`;
}

/** The panel that a control has opened. */
export function controlPanel({ more }: ControlsShown, view: ControlView): unknown {
	const name = view.panel?.name;
	if (!name) return nothing;
	const content = name === 'more' ? moreControls(more, view) : CONTROLS.find((control) => control.name === name)?.panel?.(view);
	return html`<div class="panel" id="panel">${content}</div>`;
}

/** The controls behind `more`, with words. */
function moreControls(more: ControlsShown['more'], view: ControlView): TemplateResult {
	return html`<div class="more">${drawn(more, view).map(controlButton)}</div>`;
}

function controlButton(control: DrawnControl): TemplateResult {
	const { name, icon: shape, label, press, active = false, pending = false, disabled = false, level = false, expanded } = ownProperties<DrawnControl>(control);
	const part = `control ${name}${active ? ' active' : ''}${pending ? ' pending' : ''}`;
	return html`<button class="filled control ${active ? 'active' : ''}" part=${part} type="button" aria-busy=${pending} aria-expanded=${ifDefined(expanded)} aria-controls=${ifDefined(expanded === undefined ? undefined : 'panel')} aria-disabled=${disabled} @click=${disabled ? nothing : press}>
		<span class="icon"><slot name="icon-${name}">${icon(shape)}</slot>${level ? levelMeter('local') : nothing}</span><span class="label">${label}</span>
	</button>`;
}
