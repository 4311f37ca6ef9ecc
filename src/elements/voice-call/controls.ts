import { shown, wrong } from '../../core/account/configuration-values.js';
import type { OngoingCall } from '../../core/call/call-state.js';
import type { SessionCapabilities } from '../../core/ports/signaling.js';
import type { IconName } from '../../styles/icons.js';
import type { CallView } from './call-view.js';
import type { OpenPanel, PanelName } from './panels.js';
import { ownProperties } from '../../core/own-properties.js';

const NAMES = ['mute', 'hold', 'keypad', 'transfer'] as const;

export type ControlName = (typeof NAMES)[number];

/** The controls that a `controls` attribute names, in its order: those in sight, and those that `more` opens. */
export interface ControlNames {
	readonly inSight: readonly ControlName[];
	readonly more: readonly ControlName[];
}

export function controlNames(attribute: string): ControlNames {
	const [inSight = '', ...more] = attribute.split(/(?:^|\s)more(?=\s|$)/);
	return { inSight: known(inSight), more: known(more.join(' ')) };
}

/** @throws {VoiceError} `configuration`, where a word is no control. */
export function checkControls(attribute: string): void {
	const words: readonly string[] = [...NAMES, 'more'];
	const unknown = attribute.split(/\s+/).find((word) => word !== '' && !words.includes(word));
	if (unknown !== undefined) throw wrong('controls', `should be some of “${words.join(' ')}”, separated by spaces. ${shown(unknown)} is none of them`);
}

export interface OngoingView extends CallView<OngoingCall> {
	readonly names: ControlNames;
	readonly panel: OpenPanel | undefined;
	readonly toggle: (panel: PanelName) => void;
}

/** One control, as it is drawn. */
export interface Control {
	readonly name: ControlName | 'more';
	readonly icon: IconName;
	readonly label: string;
	readonly press: () => void;
	readonly active?: boolean;
	readonly disabled?: boolean;
	readonly pending?: boolean;
	/** Of a control that opens something. */
	readonly expanded?: boolean;
}

/** The controls of these names, without those that the protocol has not. */
export function controlsOf(names: readonly ControlName[], view: OngoingView): readonly Control[] {
	return names.filter((name) => can(name, view)).map((name) => ownProperties<Control>({ name }, CONTROL[name](view)));
}

/** Opens the controls that do not stand in sight, if there are any. */
export function moreControl(view: OngoingView): readonly Control[] {
	const inside = controlsOf(view.names.more, view);
	if (inside.length === 0) return [];
	const { text, panel, toggle } = view;
	const expanded = panel?.name === 'more' || inside.some(({ expanded: open }) => open);
	const open = panel && expanded ? panel.name : 'more';
	return [{ name: 'more', icon: 'more', label: text('call.more'), expanded, active: expanded, pending: inside.some(({ pending }) => pending), disabled: inside.every(({ disabled }) => disabled), press: () => toggle(open) }];
}

const CONTROL: Readonly<Record<ControlName, (view: OngoingView) => Omit<Control, 'name'>>> = {
	mute: ({ call, state: { muted }, text, commands }) => ({ icon: muted ? 'microphone-off' : 'microphone', label: text(muted ? 'call.unmute' : 'call.mute'), active: muted, press: () => commands.toggleMute(call) }),
	hold: ({ call, state, text, commands }) => {
		const disabled = state.phase !== 'confirmed';
		const held = !disabled && state.hold.local;
		const pending = state.pending === 'hold' || state.pending === 'resume';
		return { icon: held ? 'play' : 'pause', label: text(held ? 'call.resume' : 'call.hold'), active: held, pending, disabled, press: () => commands.toggleHold(call) };
	},
	keypad: (view) => ({ icon: 'keypad', label: view.text('call.keypad'), pending: view.state.pending === 'digits', disabled: !sendsDigits(view.state), ...opening('keypad', view) }),
	transfer: (view) => ({ icon: 'transfer', label: view.text('call.transfer'), pending: view.state.pending === 'transfer', disabled: view.state.phase !== 'confirmed', ...opening('transfer', view) }),
};

function opening(name: 'keypad' | 'transfer', { panel, toggle }: OngoingView): Pick<Control, 'active' | 'expanded' | 'press'> {
	const expanded = panel?.name === name;
	return { active: expanded, expanded, press: () => toggle(name) };
}

const CAPABILITIES: Partial<Readonly<Record<ControlName, keyof SessionCapabilities>>> = { hold: 'hold', keypad: 'digits', transfer: 'transfer' };

/** While there is no session yet nobody knows, and what will be there stands there already. */
function can(name: ControlName, { call }: OngoingView): boolean {
	const capability = CAPABILITIES[name];
	return !capability || call.session?.capabilities[capability] !== false;
}

function sendsDigits({ phase, direction }: OngoingCall): boolean {
	return phase === 'confirmed' || (phase === 'early' && direction === 'outgoing');
}

function known(names: string): readonly ControlName[] {
	return names.split(/\s+/).filter((name): name is ControlName => NAMES.some((one) => one === name));
}
