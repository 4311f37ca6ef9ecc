import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { icon, type IconName } from '../../styles/icons.js';
import type { OngoingView } from './ongoing-card.js';

const CONTROLS = ['mute', 'hold', 'keypad'] as const;

export type ControlName = (typeof CONTROLS)[number];

/** The names in a `controls` attribute that we know, in its order. */
export function controlNames(attribute: string): readonly ControlName[] {
	return attribute.split(/\s+/).filter((name): name is ControlName => CONTROLS.some((known) => known === name));
}

/** What one can do during a call; hang-up at the end, always. */
export function controlsBar(view: OngoingView): TemplateResult {
	const { call, text, commands, controls } = view;
	return html`<div class="controls" part="controls">
		${controls.map((name) => CONTROL[name](view))}
		<button class="stop hang-up" part="hangup-button" type="button" @click=${() => commands.hangUp(call)}>
			<slot name="icon-hang-up">${icon('hang-up')}</slot><span class="label">${text('call.hang-up')}</span>
		</button>
	</div>`;
}

interface Control {
	readonly name: string;
	readonly icon: IconName;
	readonly label: string;
	readonly press: () => void;
	readonly active: boolean;
	readonly disabled?: boolean;
	readonly pending?: boolean;
	readonly expanded?: boolean;
}

const CONTROL: Readonly<Record<ControlName, (view: OngoingView) => unknown>> = {
	mute: ({ call, state: { muted }, text, commands }) =>
		renderControl({ name: 'mute', icon: muted ? 'microphone-off' : 'microphone', label: text(muted ? 'call.unmute' : 'call.mute'), active: muted, press: () => commands.toggleMute(call) }),
	hold: ({ call, state, text, commands }) => {
		if (call.session?.capabilities.hold === false) return nothing;
		const disabled = state.phase !== 'confirmed';
		const held = !disabled && state.hold.local;
		const pending = state.pending === 'hold' || state.pending === 'resume';
		return renderControl({ name: 'hold', icon: held ? 'play' : 'pause', label: text(held ? 'call.resume' : 'call.hold'), active: held, pending, disabled, press: () => commands.toggleHold(call) });
	},
	keypad: ({ call, state, text, keypad, toggleKeypad }) => {
		if (call.session?.capabilities.digits === false) return nothing;
		const expanded = keypad !== undefined;
		return renderControl({ name: 'keypad', icon: 'keypad', label: text('call.keypad'), active: expanded, expanded, disabled: state.phase === 'trying', press: toggleKeypad });
	},
};

function renderControl({ name, icon: shape, label, press, active, pending = false, disabled = false, expanded }: Control): TemplateResult {
	const part = `control ${name}${active ? ' active' : ''}${pending ? ' pending' : ''}`;
	return html`<button class="filled control ${active ? 'active' : ''}" part=${part} type="button" title=${label} aria-busy=${pending} aria-expanded=${ifDefined(expanded)} aria-disabled=${disabled} @click=${disabled ? nothing : press}>
		<slot name="icon-${name}">${icon(shape)}</slot><span class="label">${label}</span>
	</button>`;
}
