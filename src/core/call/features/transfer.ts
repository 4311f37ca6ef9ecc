import type { Address } from '../../address.js';
import { pause } from '../../pause.js';
import { VoiceError } from '../../voice-error.js';
import type { CallContext } from './call-context.js';

/** How long a transfer that the far side asks for waits for an answer, in ms. */
const REQUEST_MS = 20_000;

/** Its part of a session. */
export interface TransferSession {
	/** To an address (RFC 3515), or to the far end of another session of the same protocol (RFC 3891). */
	transfer(target: Address | TransferSession): Promise<void>;
	/** Follows the transfer that the far side asked for. Resolves when the call goes on with the other one. */
	acceptTransfer(): Promise<void>;
	/** The call goes on as it is. Resolves when the far side was told. */
	refuseTransfer(): Promise<void>;
}

/** The far side wants us to talk with somebody else. */
export interface TransferRequest {
	readonly to: Address;
	readonly by: Address;
}

export interface TransferState {
	/** Who took the call over: it ends in a moment, or ended for that. */
	readonly transferredTo?: Address;
	/** Waits for `acceptTransfer()` or `refuseTransfer()`. */
	readonly transferRequest?: TransferRequest;
}

export type TransferFact =
	/** The other side took over. */
	| { readonly type: 'transferred'; readonly to: Address }
	/** Reported by the protocol. */
	| { readonly type: 'transfer-requested'; readonly request: TransferRequest }
	| { readonly type: 'transfer-answered' };

/** Another call of this phone, to whose far end a call is transferred. */
export interface TransferTarget {
	readonly session: TransferSession | undefined;
	readonly party: Address;
	readonly call: CallContext<TransferFact, TransferSession>;
}

export function nextTransfer<State extends TransferState>(state: State, fact: TransferFact): State {
	if (fact.type === 'transferred') return { ...state, transferredTo: fact.to };
	if (fact.type === 'transfer-requested') return { ...state, transferRequest: fact.request };
	const { transferRequest, ...rest } = state;
	return transferRequest ? (rest as State) : state;
}

/** Hands a call on to an address. Resolves when the other side took over. */
export function transferTo(call: CallContext<TransferFact, TransferSession>, to: Address): Promise<void> {
	call.demand('transfer', ['confirmed'], 'transfer');
	return call.run('transfer', async (session) => {
		await session.transfer(to);
		call.apply({ type: 'transferred', to });
	});
}

/** Connects the far ends of two calls (RFC 3891); both calls end then. @throws {VoiceError} `invalid-state` where the other one is no call that goes on. */
export function transferToCall({ call, party }: TransferTarget, other: TransferTarget): Promise<void> {
	const { session: target } = other;
	call.demand('transfer', ['confirmed'], 'attended-transfer');
	if (!target || other.call === call) throw new VoiceError('invalid-state', 'Cannot transfer: the other call does not go on.');
	return call.run('transfer', async (session) => {
		await session.transfer(target);
		call.apply({ type: 'transferred', to: other.party });
		other.call.apply({ type: 'transferred', to: party });
	});
}

/** The transfers that the far side asks for: each is accepted, refused, or refused for want of an answer after 20 s. */
export class TransferRequests {
	readonly #call: CallContext<TransferFact, TransferSession>;
	#open = new AbortController();

	constructor(call: CallContext<TransferFact, TransferSession>) {
		this.#call = call;
		this.#open.abort();
	}

	/** The far side asks, in place of what it asked before. `end`: the call is over. */
	async add(end: AbortSignal): Promise<void> {
		this.#open.abort();
		const { signal } = (this.#open = new AbortController());
		await pause(REQUEST_MS, AbortSignal.any([signal, end]));
		if (!signal.aborted && !end.aborted) await this.refuse().catch(() => undefined);
	}

	accept(): Promise<void> {
		this.#take('accept the transfer');
		return this.#call.run('transfer', (session) => session.acceptTransfer());
	}

	refuse(): Promise<void> {
		this.#take('refuse the transfer');
		return this.#call.ask('refuse the transfer', (session) => session.refuseTransfer());
	}

	#take(wish: string): void {
		this.#call.demand(wish, ['confirmed']);
		if (this.#open.signal.aborted) throw new VoiceError('invalid-state', `Cannot ${wish}: nobody asked for one.`);
		this.#open.abort();
		this.#call.apply({ type: 'transfer-answered' });
	}
}
