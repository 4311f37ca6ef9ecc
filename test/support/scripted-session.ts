import type { Address } from '../../src/core/address.js';
import type { Direction } from '../../src/core/call/call-state.js';
import type { CallCommand } from '../../src/core/call/features/call-command.js';
import type { ModerationAction } from '../../src/core/call/features/conference.js';
import type { SendKind } from '../../src/core/call/features/mute.js';
import { capabilities, type Capability } from '../../src/core/call/capabilities.js';
import type { MediaSource } from '../../src/core/ports/media.js';
import type { Refusal, Session, SessionFact } from '../../src/core/ports/session.js';
import { terminationOfFailure } from '../../src/core/call/termination.js';
import { VoiceError } from '../../src/core/voice-error.js';
import { deferred, type Deferred } from './deferred.js';

export interface ScriptedSessionOptions {
	readonly direction: Direction;
	readonly remote: Address;
	readonly intercom?: boolean;
	readonly asserted?: readonly Address[] | undefined;
}

type Command = CallCommand | 'moderate';

/**
 * One call of a protocol whose other side is the test: `said` is what the phone asked for, in order, and `tell` is what the other side does. A command is
 * obeyed at once, unless the test said `delay(command)` before: then it settles what that returned.
 */
export class ScriptedSession implements Session {
	readonly direction: Direction;
	readonly remote: Address;
	readonly intercom: boolean;
	readonly asserted?: readonly Address[];
	capabilities = capabilities('hold', 'digits', 'transfer', 'attended-transfer', 'messages');
	readonly said: string[] = [];
	connection: RTCPeerConnection | undefined;
	remoteStream: MediaStream | undefined;
	/** What the call sends, once it was answered or invited. */
	sends: MediaStream | undefined;
	readonly #untold: SessionFact[] = [];
	readonly #delays = new Map<Command, Deferred<void>>();
	readonly #end = new AbortController();
	#report: ((fact: SessionFact) => void) | undefined;

	constructor({ direction, remote, intercom = false, asserted }: ScriptedSessionOptions) {
		this.direction = direction;
		this.remote = remote;
		this.intercom = intercom;
		if (asserted) this.asserted = asserted;
	}

	/** The other side, or the network, does something. */
	tell(fact: SessionFact): void {
		if (this.#report) this.#report(fact);
		else this.#untold.push(fact);
	}

	/** The protocol can do these as well. */
	gain(...gained: readonly Capability[]): void {
		this.capabilities = capabilities(...this.capabilities, ...gained);
		this.tell({ type: 'capabilities', capabilities: this.capabilities });
	}

	/** The protocol cannot do these any more. */
	lose(...lost: readonly Capability[]): void {
		this.capabilities = capabilities(...this.capabilities.filter((capability) => !lost.includes(capability)));
		this.tell({ type: 'capabilities', capabilities: this.capabilities });
	}

	confirm(): void {
		this.tell({ type: 'confirmed', at: Date.now() });
	}

	/** The other side rings off. */
	end(): void {
		this.tell({ type: 'terminated', at: Date.now(), termination: { by: 'remote', cause: 'hung-up' } });
	}

	/** Opens what the call sends, as it does before the far side is asked. Resolves to whether it could. */
	async acquire(source: MediaSource): Promise<boolean> {
		try {
			this.sends = await source.acquire(source.wish, this.#end.signal);
		} catch (thrown) {
			this.tell({ type: 'terminated', at: Date.now(), termination: terminationOfFailure(VoiceError.from(thrown)) });
		}
		return this.sends !== undefined;
	}

	/** The next such command waits for the test. */
	delay(command: Command): Deferred<void> {
		const delay = deferred();
		this.#delays.set(command, delay);
		return delay;
	}

	observe(report: (fact: SessionFact) => void): void {
		this.#report = report;
		for (const fact of this.#untold.splice(0)) report(fact);
	}

	async answer(source: MediaSource): Promise<void> {
		const stream = await source.acquire(source.wish, this.#end.signal);
		this.#end.signal.throwIfAborted();
		this.sends = stream;
		await this.#obey('answer', 'answer');
		this.confirm();
	}

	hangUp(): void {
		this.#end.abort();
		this.said.push('hang up');
	}

	refuse(refusal: Refusal): void {
		this.#end.abort();
		this.said.push(`refuse: ${refusal}`);
	}

	hold(held: boolean): Promise<void> {
		return held ? this.#obey('hold', 'hold') : this.#obey('resume', 'resume');
	}

	sendDigits(digits: string): Promise<void> {
		return this.#obey('digits', `digits: ${digits}`);
	}

	acceptTransfer(): Promise<void> {
		return this.#obey('transfer', 'accept transfer');
	}

	refuseTransfer(): Promise<void> {
		return this.#obey('transfer', 'refuse transfer');
	}

	send(kind: SendKind, track?: MediaStreamTrack): Promise<void> {
		return this.#obey('unmute', track ? `send ${kind}` : `send no ${kind}`);
	}

	moderate(action: ModerationAction): Promise<void> {
		return this.#obey('moderate', `moderate: ${JSON.stringify(action)}`);
	}

	transfer(target: Address | Session): Promise<void> {
		return this.#obey('transfer', `transfer: ${'uri' in target ? target.uri : `call with ${target.remote.uri}`}`);
	}

	async #obey(command: Command, words: string): Promise<void> {
		this.said.push(words);
		const delay = this.#delays.get(command);
		this.#delays.delete(command);
		await delay?.promise;
	}
}
