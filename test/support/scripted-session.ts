import type { Address } from '../../src/core/address.js';
import type { Direction } from '../../src/core/call/call-state.js';
import type { Refusal, Session, SessionCapabilities, SessionFact } from '../../src/core/ports/signaling.js';
import { deferred, type Deferred } from './deferred.js';

export interface ScriptedSessionOptions {
	readonly direction: Direction;
	readonly remote: Address;
	readonly intercom?: boolean;
	readonly asserted?: readonly Address[] | undefined;
}

type Command = 'answer' | 'hold' | 'resume' | 'digits' | 'transfer';

/**
 * One call of a protocol whose other side is the test: `said` is what the phone asked for, in order, and `tell` is what the other side does. A command is
 * obeyed at once, unless the test said `delay(command)` before: then it settles what that returned.
 */
export class ScriptedSession implements Session {
	readonly direction: Direction;
	readonly remote: Address;
	readonly intercom: boolean;
	readonly asserted?: readonly Address[];
	readonly capabilities: SessionCapabilities = { hold: true, digits: true, transfer: true };
	readonly said: string[] = [];
	connection: RTCPeerConnection | undefined;
	remoteStream: MediaStream | undefined;
	/** What the call sends, once it was answered or invited. */
	sends: MediaStream | undefined;
	readonly #untold: SessionFact[] = [];
	readonly #delays = new Map<Command, Deferred<void>>();
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

	confirm(): void {
		this.tell({ type: 'confirmed', at: Date.now() });
	}

	/** The other side rings off. */
	end(): void {
		this.tell({ type: 'terminated', at: Date.now(), termination: { by: 'remote', cause: 'hung-up' } });
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

	async answer(stream: MediaStream): Promise<void> {
		this.sends = stream;
		await this.#obey('answer', 'answer');
		this.confirm();
	}

	hangUp(): void {
		this.said.push('hang up');
	}

	refuse(refusal: Refusal): void {
		this.said.push(`refuse: ${refusal}`);
	}

	hold(held: boolean): Promise<void> {
		return held ? this.#obey('hold', 'hold') : this.#obey('resume', 'resume');
	}

	sendDigits(digits: string): Promise<void> {
		return this.#obey('digits', `digits: ${digits}`);
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
