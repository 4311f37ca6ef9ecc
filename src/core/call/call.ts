import { isAddress, type Address } from '../address.js';
import { parseFlag, parseOneOf } from '../account/configuration-values.js';
import { optionsOf } from '../arguments.js';
import { CallMedia } from './call-media.js';
import type { AnswerOptions, CallOptions, CallOrigin } from './call-options.js';
import { beginCall, nextCallState, partyOf, type CallFact, type CallState, type Direction } from './call-state.js';
import type { CallCommand } from './features/call-command.js';
import type { CallContext, OngoingPhase } from './features/call-context.js';
import { sendDigits } from './features/digits.js';
import { Hold } from './features/hold.js';
import { setMuted } from './features/mute.js';
import { transferTo, transferToCall, type TransferTarget } from './features/transfer.js';
import type { Preferences } from '../account/configuration.js';
import type { Levels, Media } from '../ports/media.js';
import { ownProperties, owns } from '../own-properties.js';
import { REFUSALS, type Refusal, type Session, type SessionFact } from '../ports/signaling.js';
import { Store } from '../store.js';
import type { Termination } from './termination.js';
import { VoiceError } from '../voice-error.js';

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
	#answering: Promise<void> | undefined;
	/** While nobody was asked about the answer, and it can be withdrawn. */
	#unasked: AbortController | undefined;
	#command = 0;
	readonly #context: CallContext<CallFact, Session> = {
		demand: (wish, phases) => this.#demand(wish, phases),
		run: (command, action) => this.#run(command, action),
		apply: (fact) => this.#apply(fact),
	};
	readonly #hold = new Hold(this.#context, () => this.#setUplink());

	constructor(origin: CallOrigin, options: CallOptions) {
		const { media, remote, label, addressOf, decline = () => 'busy', video = false, room = false } = ownProperties<CallOptions>(options);
		super(owns(origin, 'over') ? origin.over : beginCall(origin.direction, { remote, label, video, room }));
		this.#media = media;
		this.#callMedia = new CallMedia(media, {
			end: this.#end.signal,
			lacks: (error) => this.#apply({ type: 'trouble', trouble: error.state }),
			prompt: (open) => this.#apply({ type: 'prompt', open }),
		});
		this.#addressOf = addressOf;
		this.#decline = decline;
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
		this.#demand('answer', ['early']);
		this.#unasked = undefined;
		this.#apply({ type: 'automatic', withdrawn: true });
		return this.#answer(video);
	}

	/** Answers unasked, which is heard first, and seen. Where it cannot be heard, or the microphone cannot be had, the call rings on. */
	async autoAnswer(): Promise<void> {
		const unasked = this.#unasked = new AbortController();
		this.#apply({ type: 'automatic' });
		if (!await this.#callMedia.announced()) return this.ringInstead();
		if (this.#unasked === unasked && this.state.phase === 'early') await this.#answer(false).catch(() => (this.#unasked = undefined));
	}

	/** Leaves to somebody what is about to be answered unasked, also while the browser asks for the microphone. */
	ringInstead(): void {
		if (!this.#unasked) return;
		this.#unasked.abort();
		this.#unasked = this.#answering = undefined;
		this.#command++;
		this.#apply({ type: 'settled' });
		this.#apply({ type: 'automatic', withdrawn: true });
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

	unmute(): void {
		setMuted(this.#context, false);
	}

	/** `0-9 A-D * #`, and `,` for a pause of 2 s; by RTP (RFC 4733) or INFO, as configured. Resolves when all are sent. */
	sendDigits(digits: string): Promise<void> {
		const phases = this.direction === 'incoming' ? ['confirmed'] as const : ['early', 'confirmed'] as const;
		return sendDigits(this.#context, digits, { phases, keyTone: (digit) => this.#media.keyTone(digit) });
	}

	/** Hands the caller on: to an address, or to the far end of another call of this phone. Resolves when the other side took over; then this call ends. */
	transfer(target: string | Address | Call): Promise<void> {
		this.#demand('transfer', ['confirmed']);
		if (target instanceof Call) return transferToCall(this.#asTarget, target.#asTarget);
		return transferTo(this.#context, isAddress(target) ? target : this.#addressOf(target));
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

	async #place(invite: (stream: MediaStream, signal: AbortSignal) => Promise<Session>): Promise<void> {
		try {
			const stream = await this.#callMedia.capture(this.state.video);
			const session = await invite(stream, this.#end.signal);
			if (this.#end.signal.aborted) session.hangUp();
			else this.#attach(session);
		} catch (thrown) {
			const error = VoiceError.from(thrown);
			this.#terminate({ by: 'local', cause: /^(microphone|camera|insecure|permission)/.test(error.code) ? 'media' : 'error', error: error.state });
		}
	}

	#attach(session: Session): void {
		this.#session = session;
		if (session.direction === 'outgoing') this.#apply({ type: 'remote', remote: session.remote });
		session.observe((fact) => this.#hear(fact));
		this.#showMedia();
	}

	#hear(fact: SessionFact): void {
		if (fact.type !== 'media') this.#apply(fact);
		if (fact.type === 'media' || fact.type === 'confirmed') this.#showMedia();
	}

	#answer(video: boolean): Promise<void> {
		if (this.#answering) return this.#answering;
		const answering = this.#run('answer', async (session) => {
			const stream = await this.#callMedia.capture(video, this.#unasked?.signal);
			this.#end.signal.throwIfAborted();
			this.#unasked = undefined;
			await session.answer(stream);
		}).finally(() => {
			if (this.#answering === answering) this.#answering = undefined;
		});
		return (this.#answering = answering);
	}

	get #asTarget(): TransferTarget {
		return { call: this.#context, party: partyOf(this.state), session: this.state.phase === 'terminated' ? undefined : this.#session };
	}

	async #run(command: CallCommand, action: (session: Session) => Promise<void>): Promise<void> {
		const turn = ++this.#command;
		const settle = (fact: CallFact): void => {
			if (turn === this.#command) this.#apply(fact);
		};
		if (!this.#session) throw new VoiceError('invalid-state', `Cannot ${command}: nobody has been called yet.`);
		this.#apply({ type: 'pending', command });
		try {
			await action(this.#session);
			settle({ type: 'settled' });
		} catch (thrown) {
			const error = this.#end.signal.aborted ? new VoiceError('invalid-state', 'The call ended first.', { cause: thrown }) : VoiceError.from(thrown);
			settle({ type: 'settled', trouble: error.state });
			throw error;
		}
	}

	#demand(wish: string, phases: readonly OngoingPhase[]): void {
		if (!phases.some((phase) => phase === this.state.phase)) throw new VoiceError('invalid-state', `Cannot ${wish}: the call is not ${phases.join(' or ')}.`);
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
