import type { Signaling, SignalingFact } from '../ports/signaling.js';
import type { VoiceError } from '../voice-error.js';
import type { Account, Preferences } from './configuration.js';
import type { Protocol } from './settings.js';

/** What an account session tells its phone, beside what the protocol reports. */
export type AccountSessionFact =
	| SignalingFact
	| { readonly type: 'account'; readonly account: Account; readonly preferences: Preferences }
	/** The account could not be renewed; the old one stays in use. */
	| { readonly type: 'account-trouble'; readonly error: VoiceError }
	/** One mistake in the configuration more than stopped anything. */
	| { readonly type: 'mistake'; readonly error: VoiceError }
	/** The account has another protocol than before, or none. */
	| { readonly type: 'protocol'; readonly signaling: Signaling | undefined }
	| { readonly type: 'sign-in'; readonly needed: boolean };

export interface AccountSessionOptions {
	readonly connect: (signaling: Protocol) => Promise<Signaling>;
	readonly report: (fact: AccountSessionFact) => void;
	/** Whether there are calls, which would end with the session. */
	readonly busy?: () => boolean;
}
