import type { CallState } from './call/call-state.js';
import type { ChatState } from './chat/chat-state.js';
import type { ConnectionState, RegistrationState } from './connection-state.js';
import type { HistoryEntry } from './history/history-entry.js';
import type { WatchState } from './watches.js';
import type { ErrorState } from './voice-error.js';

/** What is true of a phone now. */
export interface PhoneState extends WatchState {
	readonly connection: ConnectionState;
	readonly registration: RegistrationState;
	/** Address-of-record and name of the account in use; absent before the configuration is known. */
	readonly account?: { readonly uri: string; readonly user: string; readonly displayName: string };
	/** Whether the phone waits for somebody to sign in. */
	readonly signInNeeded: boolean;
	/** Whether somebody signed in, who can also sign out. */
	readonly signedIn: boolean;
	/** Whom one called last, as it was typed. */
	readonly lastDialled?: string;
	/** Newest last. Ended calls stay until the next one begins, or until dismissed. */
	readonly calls: readonly CallState[];
	/** Whether something on the page shows the calls, and what became of them. */
	readonly callsShown: boolean;
	readonly chats: readonly ChatState[];
	/** The last calls that are over, newest last: fifty that one made or took, as many that rang in vain, and as many that nobody was to hear. See `history` of the configuration. */
	readonly history: readonly HistoryEntry[];
	/** Whether the browser refused to play; a click on “turn on sound” (`Phone.unblock`) heals it. */
	readonly soundBlocked: boolean;
	/** Whether a call would ring without a sound: the browser plays nothing before somebody presses the page. Told only where calls come in and are shown. */
	readonly ringsSilently?: true;
	/** Why no call can be made in this page, said before one tries: it is insecure, embedded without permission, has no microphone or no WebRTC. */
	readonly callObstacle?: ErrorState;
	readonly doNotDisturb: boolean;
	/** Things that limit the phone without stopping it: dead ICE servers, an insecure page. */
	readonly troubles: readonly ErrorState[];
}

/** Of a phone that was just made. */
export const initialPhoneState: PhoneState = {
	connection: { phase: 'idle' },
	registration: { phase: 'none' },
	signInNeeded: false,
	signedIn: false,
	calls: [],
	presences: [],
	callsShown: false,
	chats: [],
	history: [],
	soundBlocked: false,
	doNotDisturb: false,
	troubles: [],
};

/** A state with this of what is watched, and without what is not known any more. */
export function withWatches(state: PhoneState, watched: WatchState): PhoneState {
	const rest = { ...state };
	delete rest.voicemail;
	return { ...rest, ...watched };
}
