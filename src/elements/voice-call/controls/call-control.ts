import type { OngoingCall } from '../../../core/call/call-state.js';
import type { Call } from '../../../core/call/call.js';
import type { Capability } from '../../../core/call/capabilities.js';
import type { IconName } from '../../../styles/icons.js';
import type { Keypad } from '../../parts/keypad.js';
import type { CallView } from '../call-view.js';
import type { OpenPanel, OpenPanels } from './open-panels.js';

/** What controls and their panels are given: the call, what is open below it, and what a panel acts on. */
export interface ControlView extends CallView<OngoingCall> {
	readonly panel: OpenPanel | undefined;
	readonly panels: OpenPanels;
	/** The keys of the keypad, which send digits. */
	readonly keys: Keypad;
	/** Other calls that are talked in. */
	readonly others: readonly Call[];
}

/** How a control looks now. */
export interface ControlFace {
	readonly icon: IconName;
	readonly label: string;
	readonly press: () => void;
	readonly active?: boolean;
	readonly disabled?: boolean;
	readonly pending?: boolean;
	/** Of a control that opens something. */
	readonly expanded?: boolean;
	/** Whether it shows how loud we are. */
	readonly level?: boolean;
}

/** A control of a call: one file with everything that is special to it, and one line in the registry. */
export interface CallControl {
	/** As the `controls` attribute, the part and the slot of its icon name it. */
	readonly name: string;
	/** Without it, the protocol cannot do this. */
	readonly capability?: Capability;
	readonly face: (view: ControlView) => ControlFace;
	/** What it opens below the controls. */
	readonly panel?: (view: ControlView) => unknown;
}

/** Of a control that opens its panel. */
export function opening(name: string, { call, panel, panels }: ControlView): Pick<ControlFace, 'active' | 'expanded' | 'press'> {
	const expanded = panel?.name === name;
	return { active: expanded, expanded, press: () => panels.toggle(call.id, name) };
}
