import type { CallState } from '../../core/call/call-state.js';
import type { Call } from '../../core/call/call.js';
import type { ConnectionState } from '../../core/connection-state.js';
import type { Translate } from '../../i18n/translate.js';
import type { CallCommands } from './call-commands.js';

/** What every template of a call is given: the call, its state (narrowed to the phase it shows), the way to the server, and the ways to speak, count and act. */
export interface CallView<State extends CallState = CallState> {
	readonly call: Call;
	readonly state: State;
	readonly connection: ConnectionState | undefined;
	readonly text: Translate;
	readonly secondsSince: (at: number) => number;
	readonly secondsUntil: (at: number) => number;
	readonly commands: CallCommands;
}
