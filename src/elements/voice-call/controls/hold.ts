import type { Call } from '../../../core/call/call.js';
import { attempt } from '../call-commands.js';
import type { CallControl } from './call-control.js';

/** Holds or resumes the call. */
export const holdControl: CallControl = {
	name: 'hold',
	capability: 'hold',
	face: ({ call, state, text }) => {
		const disabled = state.phase !== 'confirmed';
		const held = !disabled && state.hold.local;
		return {
			icon: held ? 'play' : 'pause',
			label: text(held ? 'call.resume' : 'call.hold'),
			active: held,
			pending: state.pending === 'hold' || state.pending === 'resume',
			disabled,
			press: () => toggleHold(call),
		};
	},
};

export function toggleHold(call: Call): void {
	const { state } = call;
	if (state.phase === 'confirmed') void attempt(() => (state.hold.local ? call.resume() : call.hold()));
}
