import type { CallState } from '../../core/call/call-state.js';
import type { Call } from '../../core/call/call.js';
import type { ConnectionState } from '../../core/connection-state.js';
import type { Translate } from '../../i18n/translate.js';
import type { CallCommands } from './call-commands.js';

/**
 * What the templates of a call get: the call, its state (narrowed to a phase), the connection, texts, clock and
 * commands.
 */
export interface CallView<State extends CallState = CallState> {
	readonly call: Call;
	readonly state: State;
	readonly connection: ConnectionState | undefined;
	readonly text: Translate;
	readonly secondsSince: (at: number) => number;
	readonly secondsUntil: (at: number) => number;
	readonly commands: CallCommands;
}
