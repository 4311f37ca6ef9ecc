import { parseAddress, UNKNOWN_HOST, type Address } from '../address.js';
import type { Preferences } from '../account/configuration.js';
import { parseFlag } from '../account/configuration-values.js';
import { optionsOf } from '../arguments.js';
import { checkHeaders } from '../headers.js';
import type { CallHistory } from '../history/call-history.js';
import { ownProperties } from '../own-properties.js';
import type { Media, MediaSource } from '../ports/media.js';
import type { Session } from '../ports/session.js';
import type { Signaling, SignalingFact } from '../ports/signaling.js';
import type { Surfaces } from '../surfaces.js';
import { VoiceError } from '../voice-error.js';
import { Call } from './call.js';
import { shouldAutoAnswer, type CallList } from './call-list.js';
import type { CallingOptions, CallOptions, CallOrigin } from './call-options.js';
import type { TerminatedCall } from './call-state.js';
import { announceCall } from './dispatch-call-events.js';

export interface CallSetupOptions {
	readonly media: Media;
	readonly calls: CallList;
	readonly surfaces: Surfaces;
	readonly history: CallHistory;
	readonly preferences: () => Preferences;
	/** The account's own; empty while it is not known. */
	readonly host: () => string;
	readonly isRoom: (address: Address) => boolean;
	/** Resolves to the protocol, once the account is known. */
	readonly ready: () => Promise<Signaling>;
	/** Told of each call. */
	readonly target: EventTarget;
}

/** Begins the calls of a phone: those that one dials, those that come in, and those that were over before. */
export class CallSetup {
	readonly #options: CallSetupOptions;

	constructor(options: CallSetupOptions) {
		this.#options = options;
	}

	/** @throws {VoiceError} `address` for what cannot be called, `configuration` for a bad header, `invalid-state` with too many calls. */
	dial(to: string, options: CallingOptions | undefined): Call {
		const { calls, preferences, host, ready } = this.#options;
		const { video, headers: given, label } = optionsOf<CallingOptions>('options', options);
		const headers = checkHeaders(optionsOf('headers', given));
		const remote = parseAddress(to, { host: host() || UNKNOWN_HOST });
		if (calls.full) throw new VoiceError('invalid-state', 'There are too many calls. End one first.');
		const invite = async (source: MediaSource, signal: AbortSignal): Promise<Session> => {
			const signaling = await ready();
			signal.throwIfAborted();
			return signaling.invite(this.#addressOf(to), { source, headers });
		};
		return this.#begin({ direction: 'outgoing', invite }, { remote, label, video: parseFlag('video', video ?? preferences().video) });
	}

	/** A session comes in: it goes on, is turned away, rings, or is answered unasked. */
	take(fact: Extract<SignalingFact, { type: 'session' }>): void {
		const { session, resumed } = ownProperties<typeof fact>(fact);
		if (resumed) return this.#resume(session, resumed);
		const { calls, history, preferences, host } = this.#options;
		const refusal = this.#refusalOf(session);
		if (refusal) {
			session.refuse(refusal);
			return history.addUnheard(session, refusal, calls.ringing);
		}
		const call = this.#begin({ direction: 'incoming', session }, { remote: session.remote });
		if (shouldAutoAnswer(preferences(), session, host()) && call.state.phase === 'early' && !calls.isEngagedBeside(call)) void call.autoAnswer();
	}

	/** Shows a call that ended before this phone was there, unless another goes on. */
	recall(over: TerminatedCall): void {
		const { calls } = this.#options;
		if (calls.ongoing.length === 0) calls.add(this.#make({ direction: over.direction, over }, { remote: over.remote }));
	}

	#resume(session: Session, resumed: { readonly confirmedAt?: number }): void {
		const { confirmedAt = Date.now() } = ownProperties<typeof resumed>(resumed);
		void this.#begin({ direction: session.direction, session, confirmedAt }, { remote: session.remote }).resumeSession();
	}

	#refusalOf({ remote }: Session): 'unavailable' | 'busy' | undefined {
		const { calls, surfaces, preferences } = this.#options;
		if (preferences().doNotDisturb || !surfaces.canAnswer) return 'unavailable';
		return calls.isTooMany(remote) ? 'busy' : undefined;
	}

	#begin(origin: CallOrigin, facts: Pick<CallOptions, 'remote' | 'video' | 'label'>): Call {
		const call = this.#make(origin, facts);
		this.#options.calls.add(call);
		announceCall(call, this.#options.target);
		return call;
	}

	#make(origin: CallOrigin, facts: Pick<CallOptions, 'remote' | 'video' | 'label'>): Call {
		const { media, preferences, isRoom } = this.#options;
		return new Call(origin, { media, addressOf: (typed) => this.#addressOf(typed), decline: () => preferences().decline, ...facts, room: isRoom(facts.remote) });
	}

	#addressOf(typed: string): Address {
		return parseAddress(typed, { host: this.#options.host() });
	}
}
