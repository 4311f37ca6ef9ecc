import { shown, wrong } from '../../../core/account/configuration-values.js';
import { ownProperties } from '../../../core/own-properties.js';
import type { CallControl, ControlFace, ControlView } from './call-control.js';
import { holdControl } from './hold.js';
import { keypadControl } from './keypad.js';
import { muteControl } from './mute.js';
import { transferControl } from './transfer.js';

/** Every control that the `controls` attribute can name, beside hang-up, which is always there. */
export const CONTROLS: readonly CallControl[] = [muteControl, holdControl, keypadControl, transferControl].map((control) => ownProperties<CallControl>(control));

/** The controls that a `controls` attribute names, in its order: those in sight, and those that `more` opens. */
export interface ControlsShown {
	readonly inSight: readonly CallControl[];
	readonly more: readonly CallControl[];
}

export function controlsShown(attribute: string): ControlsShown {
	const [inSight = '', ...more] = attribute.split(/(?:^|\s)more(?=\s|$)/);
	return { inSight: named(inSight), more: named(more.join(' ')) };
}

/** @throws {VoiceError} `configuration`, where a word is no control. */
export function checkControls(attribute: string): void {
	const words = [...CONTROLS.map(({ name }) => name), 'more'];
	const unknown = attribute.split(/\s+/).find((word) => word !== '' && !words.includes(word));
	if (unknown !== undefined) throw wrong('controls', `should be some of “${words.join(' ')}”, separated by spaces. ${shown(unknown)} is none of them`);
}

/** A control as it is drawn. */
export interface DrawnControl extends ControlFace {
	readonly name: string;
}

/** These controls, without those that the protocol has not. */
export function drawn(controls: readonly CallControl[], view: ControlView): readonly DrawnControl[] {
	return controls.filter((control) => can(control, view)).map(({ name, face }) => ownProperties<DrawnControl>({ name }, face(view)));
}

/** Opens the controls that do not stand in sight, if there are any. */
export function moreControl(more: readonly CallControl[], view: ControlView): readonly DrawnControl[] {
	const inside = drawn(more, view);
	if (inside.length === 0) return [];
	const { call, text, panel, panels } = view;
	const expanded = panel?.name === 'more' || inside.some(({ expanded: open }) => open);
	const open = panel && expanded ? panel.name : 'more';
	const pending = inside.some((control) => control.pending);
	const disabled = inside.every((control) => control.disabled);
	return [{ name: 'more', icon: 'more', label: text('call.more'), expanded, active: expanded, pending, disabled, press: () => panels.toggle(call.id, open) }];
}

/** Before somebody was called nobody knows, and what will be there stands there already. */
function can({ capability }: CallControl, { state }: ControlView): boolean {
	return !capability || state.phase === 'trying' || state.capabilities.includes(capability);
}

function named(names: string): readonly CallControl[] {
	return names.split(/\s+/).flatMap((name) => CONTROLS.find((control) => control.name === name) ?? []);
}
