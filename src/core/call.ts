import type { Address } from './address.js';
import { captureError } from './capture-error.js';
import { nextCallState, type CallCommand, type CallFact, type CallState, type Direction, type OngoingCall } from './call-state.js';
import type { Media, Uplink } from './media.js';
import type { Refusal, Session, SessionFact } from './signaling.js';
import { Store } from './store.js';
import type { Termination } from './termination.js';
import { VoiceError } from './voice-error.js';

export interface AnswerOptions {
	/** Also send video. */
	readonly video?: boolean;
}

/** How a call of one direction or the other comes by its session. */
export type CallOrigin =
	| { readonly direction: 'outgoing'; readonly invite: (stream: MediaStream, signal: AbortSignal) => Promise<Session> }
	| { readonly direction: 'incoming'; readonly session: Session };

export interface CallOptions {
	readonly media: Media;
	readonly remote: Address;
	readonly video?: boolean;
	readonly room?: boolean;
}

const DIGITS = /^[0-9A-D*#,]{1,128}$/i;

/**
 * One call: what is true of it (`state`), what one may ask of it, and its streams. A command throws `invalid-state` at once when the
 * phase does not allow it, and rejects with a `VoiceError` when the peer or the network did not do it; the call goes on then.
 * Everything a call holds (microphone, listeners, timers) goes with its one `AbortController` when it terminates.
 */
export class Call extends Store<CallState> {
	readonly #media: Media;
	readonly #end = new AbortController();
	#session: Session | undefined;
	#uplink: Uplink | undefined;
	#capturing: Promise<Uplink> | undefined;
	#answering: Promise<void> | undefined;
	#playing: AbortController | undefined;
	#watching: RTCPeerConnection | undefined;
	#command = 0;

	constructor(origin: CallOrigin, { media, remote, video = false, room = false }: CallOptions) {
		super(beginning(origin.direction, { remote, video, room }));
		this.#media = media;
		if (origin.direction === 'incoming') this.#attach(origin.session);
		else void this.#place(origin.invite);
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
		return this.#uplink?.stream;
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
	answer({ video = false }: AnswerOptions = {}): Promise<void> {
		if (this.direction !== 'incoming') throw wrongPhase('answer', this.state);
		this.#ongoing('answer', ['early']);
		this.#answering ??= this.#run('answer', async (session) => {
			const uplink = await this.#capture(video);
			await session.answer(uplink.stream);
		}).finally(() => (this.#answering = undefined));
		return this.#answering;
	}

	/** Ends the call in any phase: cancels, declines or hangs up. What is over stays over. */
	hangUp(): void {
		if (this.state.phase === 'early' && this.direction === 'incoming') return this.refuse('declined');
		const cause = this.state.phase === 'confirmed' ? 'hung-up' : 'cancelled';
		this.#session?.hangUp();
		this.#terminate({ by: 'local', cause });
	}

	/** Turns an incoming call away, with the reason the caller is told. */
	refuse(refusal: Refusal): void {
		if (this.state.phase !== 'early' || this.direction !== 'incoming') return;
		this.#session?.refuse(refusal);
		this.#terminate({ by: 'local', cause: refusal });
	}

	/** Resolves when the peer agreed. Our sound stops at once. */
	hold(): Promise<void> {
		return this.#setHold(true);
	}

	resume(): Promise<void> {
		return this.#setHold(false);
	}

	/** Silences us, in any phase; what is muted before the answer stays muted after it. */
	mute(): void {
		this.#setMuted(true);
	}

	unmute(): void {
		this.#setMuted(false);
	}

	/** `0-9 A-D * #`, and `,` for a pause of 2 s; by RTP (RFC 4733) or INFO, as configured. Resolves when all are sent. */
	sendDigits(digits: string): Promise<void> {
		this.#ongoing('send digits in', ['early', 'confirmed']);
		if (!DIGITS.test(digits)) throw new VoiceError('address', 'Digits are 0-9, A-D, *, # and “,” for a pause.');
		if (digits.length === 1) this.#media.keyTone(digits);
		return this.#run('digits', (session) => session.sendDigits(digits.toUpperCase()));
	}

	/** Hands the caller on: to an address, or to the far end of another call of this phone. Resolves when the other side took over; then this call ends. */
	transfer(target: Address | Call): Promise<void> {
		this.#ongoing('transfer', ['confirmed']);
		const destination = target instanceof Call ? target.session : target;
		if (!destination) throw new VoiceError('invalid-state', 'The call to transfer to has not begun.');
		return this.#run('transfer', (session) => session.transfer(destination));
	}

	/** Marks the far end as a room, once that is known. */
	markRoom(): void {
		if (!this.state.room) this.#apply({ type: 'remote', remote: this.remote, room: true });
	}

	async #place(invite: (stream: MediaStream, signal: AbortSignal) => Promise<Session>): Promise<void> {
		try {
			const uplink = await this.#capture(this.state.video);
			const session = await invite(uplink.stream, this.#end.signal);
			if (this.#end.signal.aborted) session.hangUp();
			else this.#attach(session);
		} catch (thrown) {
			const error = VoiceError.from(thrown);
			this.#terminate({ by: 'local', cause: /^(microphone|camera|insecure|permission)/.test(error.code) ? 'media' : 'error', error: error.state });
		}
	}

	#attach(session: Session): void {
		this.#session = session;
		session.observe((fact) => this.#hear(fact));
		if (session.direction === 'outgoing') this.#showMedia();
	}

	#hear(fact: SessionFact): void {
		if (this.#end.signal.aborted) return;
		if (fact.type !== 'media') this.#apply(fact);
		if (fact.type === 'media' || fact.type === 'confirmed') this.#showMedia();
	}

	/** One capture at a time; a second wish waits for the first, and a failed one may be tried again. */
	#capture(video: boolean): Promise<Uplink> {
		this.#capturing ??= this.#media.capture({ audio: true, video }, this.#end.signal).then(
			(uplink) => this.#adopt(uplink),
			(cause: unknown) => {
				this.#capturing = undefined;
				throw captureError(cause);
			},
		);
		return this.#capturing;
	}

	#adopt(uplink: Uplink): Uplink {
		this.#uplink = uplink;
		this.#setAudible();
		if (this.#end.signal.aborted) uplink.stop();
		return uplink;
	}

	#setHold(held: boolean): Promise<void> {
		this.#ongoing(held ? 'hold' : 'resume', ['confirmed']);
		return this.#run(held ? 'hold' : 'resume', async (session) => {
			await session.hold(held);
			this.#apply({ type: 'local-hold', held });
		});
	}

	#setMuted(muted: boolean): void {
		this.#ongoing(muted ? 'mute' : 'unmute', ['trying', 'early', 'confirmed']);
		this.#apply({ type: 'muted', muted });
	}

	async #run(command: CallCommand, action: (session: Session) => Promise<void>): Promise<void> {
		const turn = ++this.#command;
		const settle = (fact: CallFact): void => {
			if (turn === this.#command) this.#apply(fact);
		};
		if (!this.#session) throw wrongPhase(command, this.state);
		this.#apply({ type: 'pending', command });
		try {
			await action(this.#session);
			settle({ type: 'settled' });
		} catch (thrown) {
			const error = VoiceError.from(thrown);
			settle({ type: 'settled', trouble: error.state });
			throw error;
		}
	}

	#ongoing(wish: string, phases: readonly OngoingCall['phase'][]): void {
		if (!phases.some((phase) => phase === this.state.phase)) throw wrongPhase(wish, this.state);
	}

	#apply(fact: CallFact): void {
		const before = this.state;
		const after = nextCallState(before, fact);
		if (after.phase === 'terminated' && before.phase !== 'terminated') this.#release();
		this.setState(after);
		this.#setAudible();
	}

	#terminate(termination: Termination): void {
		this.#apply({ type: 'terminated', at: Date.now(), termination });
	}

	#release(): void {
		this.#end.abort();
		this.#playing?.abort();
		this.#uplink?.stop();
	}

	/** The one truth about what leaves this machine. */
	#setAudible(): void {
		const { state } = this;
		if (!this.#uplink || state.phase === 'terminated') return;
		const held = state.phase === 'confirmed' && (state.hold.local || state.pending === 'hold');
		this.#uplink.audible = !state.muted && !held;
	}

	#showMedia(): void {
		const { remoteStream, connection } = this;
		if (remoteStream) this.#play(remoteStream);
		if (connection && connection !== this.#watching && this.state.phase === 'confirmed') {
			this.#watching = connection;
			this.#media.watch(connection, (hearing) => this.#apply({ type: 'hearing', ...hearing }), this.#end.signal);
		}
	}

	#play(stream: MediaStream): void {
		this.#playing?.abort();
		this.#playing = new AbortController();
		this.#media.play(stream, this.#playing.signal);
	}
}

function beginning(direction: Direction, { remote, video, room }: { remote: Address; video: boolean; room: boolean }): CallState {
	const facts = { id: crypto.randomUUID(), direction, remote, startedAt: Date.now(), video, room, muted: false };
	return direction === 'outgoing' ? { ...facts, phase: 'trying' } : { ...facts, phase: 'early', earlyMedia: false };
}

function wrongPhase(wish: string, { phase, direction }: CallState): VoiceError {
	return new VoiceError('invalid-state', `One cannot ${wish} an ${direction} call that is ${phase}.`);
}
