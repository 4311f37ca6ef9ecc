import { isAddress, type Address } from '../address.js';
import { parseFlag, parseOneOf } from '../account/configuration-values.js';
import { optionsOf } from '../arguments.js';
import { CallMedia } from './call-media.js';
import type { AnswerOptions, CallOptions, CallOrigin } from './call-options.js';
import { beginCall, nextCallState, partyOf, resumeCall, type CallFact, type CallState, type Direction } from './call-state.js';
import type { CallContext } from './features/call-context.js';
import { CommandRunner } from './features/command-runner.js';
import { sendDigits } from './features/digits.js';
import { Hold } from './features/hold.js';
import { Answer } from './features/answer.js';
import { moderate, type ModerationAction } from './features/conference.js';
import { setMuted, unmuteWith } from './features/mute.js';
import { TransferRequests, transferTo, transferToCall, type TransferTarget } from './features/transfer.js';
import type { Preferences } from '../account/configuration.js';
import type { CaptureWish, Levels, Media, MediaSource } from '../ports/media.js';
import { ownProperties, owns } from '../own-properties.js';
import { REFUSALS, type Refusal, type Session, type SessionFact } from '../ports/session.js';
import { Store } from '../store.js';
import { terminationOfFailure, type Termination } from './termination.js';
import { VoiceError } from '../voice-error.js';

const VOICE: CaptureWish = { audio: true, video: false };

/**
 * One call: what is true of it (`state`), what one may ask of it, and its streams. A command throws `invalid-state` at once when the
 * phase does not allow it, and rejects with a `VoiceError` when the peer or the network did not do it; the call goes on then.
 * Everything a call holds (microphone, listeners, timers) goes with its one `AbortController` when it terminates. A `media` event says that a stream or the connection
 * is another one than before.
 */
export class Call extends Store<CallState> {
	readonly #end = new AbortController();
	readonly #media: Media;
	readonly #callMedia: CallMedia;
	readonly #addressOf: (typed: string) => Address;
	readonly #decline: () => Preferences['decline'];
	#session: Session | undefined;
	readonly #answer: Answer;
	readonly #context: CallContext<CallFact, Session>;
	readonly #hold: Hold;
	readonly #transferRequests: TransferRequests;
	/** Whether it goes on even without a microphone. */
	#silent = false;
	#resuming: Promise<void> | undefined;

	constructor(origin: CallOrigin, options: CallOptions) {
		const { media, remote, label, addressOf, decline = () => 'busy', video = false, room = false } = ownProperties<CallOptions>(options);
		const facts = { remote, label, video, room };
		super(owns(origin, 'over') ? origin.over : owns(origin, 'confirmedAt') ? resumeCall(origin.direction, facts, origin.confirmedAt) : beginCall(origin.direction, facts));
		this.#media = media;
		this.#callMedia = new CallMedia(media, {
			end: this.#end.signal,
			lacks: (error) => this.#apply({ type: 'trouble', trouble: error.state }),
			prompt: (open) => this.#apply({ type: 'prompt', open }),
		});
		this.#addressOf = addressOf;
		this.#decline = decline;
		this.#context = new CommandRunner({
			state: () => this.state,
			session: () => this.#session,
			resuming: () => this.#resuming,
			apply: (fact) => this.#apply(fact),
			end: this.#end.signal,
		});
		this.#answer = new Answer(this.#context, this.#callMedia);
		this.#hold = new Hold(this.#context, () => this.#setUplink());
		this.#transferRequests = new TransferRequests(this.#context);
		if (owns(origin, 'session')) this.#attach(origin.session);
		else if (owns(origin, 'invite')) void this.#place(origin.invite);
	}

	/** Unique in this phone. */
	get id(): string {
		return this.state.id;
	}

	get direction(): Direction {
		return this.state.direction;
	}

	get remote(): Address {
		return this.state.remote;
	}

	/** What arrives, once something does. */
	get remoteStream(): MediaStream | undefined {
		return this.#session?.remoteStream;
	}

	/** What we send: clones of the phone's capture, this call's own. */
	get localStream(): MediaStream | undefined {
		return this.#callMedia.stream;
	}

	/** The peer connection, where the protocol has one. Look, do not touch. */
	get connection(): RTCPeerConnection | undefined {
		return this.#session?.connection;
	}

	/** The session underneath, for the phone and a transfer. */
	get session(): Session | undefined {
		return this.#session;
	}

	/** Takes an incoming call. When the microphone cannot be had it rejects and the call rings on, so that one can try again. */
	answer(options?: AnswerOptions): Promise<void> {
		const video = parseFlag('video', optionsOf<AnswerOptions>('options', options).video);
		if (this.direction !== 'incoming') throw new VoiceError('invalid-state', 'Cannot answer: the call is not incoming.');
		this.#context.demand('answer', ['early']);
		return this.#answer.answer(ownProperties<CaptureWish>({ audio: true, video }));
	}

	/** Answers unasked, which is heard first, and seen. Where it cannot be heard, or the microphone cannot be had, the call rings on. */
	autoAnswer(): Promise<void> {
		return this.#answer.answerUnasked(VOICE);
	}

	/** Leaves to somebody what is about to be answered unasked, also while the browser asks for the microphone. */
	ringInstead(): void {
		this.#answer.ringInstead();
	}

	/** Ends the call in any phase: cancels, declines (as `decline` says) or hangs up. What is over stays over. */
	hangUp(): void {
		const { phase } = this.state;
		if (phase === 'terminated') return;
		if (phase === 'early' && this.direction === 'incoming') return this.refuse(this.#decline() === 'everywhere' ? 'declined-everywhere' : 'declined');
		this.#session?.hangUp();
		this.#terminate({ by: 'local', cause: phase === 'confirmed' ? 'hung-up' : 'cancelled' });
	}

	/** Turns an incoming call away, with the reason the caller is told. */
	refuse(given: Refusal): void {
		const refusal = parseOneOf('refusal', given, REFUSALS);
		if (this.state.phase !== 'early' || this.direction !== 'incoming') return;
		this.#session?.refuse(refusal);
		this.#terminate({ by: 'local', cause: refusal === 'declined-everywhere' ? 'declined' : refusal });
	}

	/** Resolves when the peer agreed. Our sound and picture stop at once. */
	hold(): Promise<void> {
		return this.#hold.hold();
	}

	resume(): Promise<void> {
		return this.#hold.resume();
	}

	/** Silences us, in any phase; what is muted before the answer stays muted after it. */
	mute(): void {
		setMuted(this.#context, true);
	}

	/** Lets us be heard again. A call that went on without a microphone stays muted until there is one, or says in `trouble` why not. */
	unmute(): void {
		if (!this.#silent || this.localStream) return setMuted(this.#context, false);
		const source = this.#callMedia.source(VOICE);
		unmuteWith(this.#context, () => source.acquire(VOICE, this.#end.signal)).catch(() => undefined);
	}

	/** `0-9 A-D * #`, and `,` for a pause of 2 s; by RTP (RFC 4733) or INFO, as configured. Resolves when all are sent. */
	sendDigits(digits: string): Promise<void> {
		const phases = this.direction === 'incoming' ? ['confirmed'] as const : ['early', 'confirmed'] as const;
		return sendDigits(this.#context, digits, { phases, keyTone: (digit) => this.#media.keyTone(digit) });
	}

	/** Hands the caller on: to an address, or to the far end of another call of this phone. Resolves when the other side took over; then this call ends. */
	transfer(target: string | Address | Call): Promise<void> {
		if (target instanceof Call) return transferToCall(this.#asTarget, target.#asTarget);
		return transferTo(this.#context, isAddress(target) ? target : this.#addressOf(target));
	}

	/** Follows the transfer that the far side asks for (`transferRequest`). Resolves when the call goes on with the other one. */
	acceptTransfer(): Promise<void> {
		return this.#transferRequests.accept();
	}

	/** Stays with the far side, who asked for a transfer; so does who says nothing for 20 s. */
	refuseTransfer(): Promise<void> {
		return this.#transferRequests.refuse();
	}

	/** Does something to a member of the conference, or to all of it. Resolves when it was done. */
	moderate(action: ModerationAction): Promise<void> {
		return moderate(this.#context, action);
	}

	/** Goes on with a call that did not ring: with no microphone it is muted, and `trouble` says why. */
	async resumeSession(): Promise<void> {
		this.#silent = true;
		this.#resuming = this.#session?.answer(this.#callMedia.sourceOrSilence(VOICE));
		try {
			await this.#resuming;
			this.#resuming = undefined;
			if (!this.localStream) this.#apply({ type: 'muted', muted: true });
		} catch (thrown) {
			if (this.state.phase === 'terminated') return;
			this.#session?.hangUp();
			this.#terminate(terminationOfFailure(VoiceError.from(thrown)));
		}
	}

	/** How loud both sides are at this moment; silence where there is no connection. */
	levels(): Promise<Levels> {
		const { connection } = this;
		return connection ? this.#media.levels(connection) : Promise.resolve({ local: 0, remote: 0 });
	}

	/** Marks the far end as a room, once that is known. */
	markRoom(): void {
		this.#apply({ type: 'remote', remote: this.remote, room: true });
	}

	async #place(invite: (source: MediaSource, signal: AbortSignal) => Promise<Session>): Promise<void> {
		try {
			const session = await invite(this.#callMedia.source({ audio: true, video: this.state.video }), this.#end.signal);
			if (this.#end.signal.aborted) session.hangUp();
			else this.#attach(session);
		} catch (thrown) {
			this.#terminate(terminationOfFailure(VoiceError.from(thrown)));
		}
	}

	#attach(session: Session): void {
		this.#session = session;
		this.#apply({ type: 'capabilities', capabilities: session.capabilities });
		if (session.direction === 'outgoing') this.#apply({ type: 'remote', remote: session.remote });
		session.observe((fact) => this.#hear(fact));
		this.#showMedia();
	}

	#hear(fact: SessionFact): void {
		if (fact.type !== 'media') this.#apply(fact);
		if (fact.type === 'transfer-requested') void this.#transferRequests.add(this.#end.signal);
		if (fact.type === 'media' || fact.type === 'confirmed') this.#showMedia();
	}

	get #asTarget(): TransferTarget {
		return { call: this.#context, party: partyOf(this.state), session: this.state.phase === 'terminated' ? undefined : this.#session };
	}

	#apply(fact: CallFact): void {
		const after = this.#identified(nextCallState(this.state, fact));
		if (after.phase === 'terminated') this.#end.abort();
		this.setState(after);
		this.#setUplink();
	}

	/** The protocol may choose a Call-ID only when it calls. */
	#identified(state: CallState): CallState {
		const callId = this.#session?.callId;
		return callId === undefined || state === this.state || Object.hasOwn(state, 'callId') ? state : { ...state, callId };
	}

	#terminate(termination: Termination): void {
		this.#apply({ type: 'terminated', at: Date.now(), termination });
	}

	/** The one truth about what leaves this machine. */
	#setUplink(): void {
		const { state } = this;
		if (state.phase === 'terminated') return;
		const held = this.#hold.asked || (state.phase === 'confirmed' && state.hold.local);
		this.#callMedia.audible = !state.muted && !held;
		this.#callMedia.visible = !held;
	}

	#showMedia(): void {
		this.dispatchEvent(new Event('media'));
		this.#callMedia.play(this.remoteStream);
		if (this.state.phase === 'confirmed') this.#callMedia.watch(this.connection, (hearing) => this.#apply({ type: 'hearing', ...hearing }));
	}
}
