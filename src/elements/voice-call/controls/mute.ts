import type { Call } from '../../../core/call/call.js';
import { attempt } from '../call-commands.js';
import type { CallControl } from './call-control.js';

/** Mutes or unmutes the microphone. */
export const muteControl: CallControl = {
	name: 'mute',
	face: ({ call, state, text }) => ({
		icon: state.muted ? 'microphone-off' : 'microphone',
		label: text(state.muted ? 'call.unmute' : 'call.mute'),
		active: state.muted,
		level: state.phase === 'confirmed' && !state.muted && !state.hold.local,
		press: () => toggleMute(call),
	}),
};

function toggleMute(call: Call): void {
	const { state } = call;
	void attempt(() => (state.phase !== 'terminated' && state.muted ? call.unmute() : call.mute()));
}
