import { ownProperties, owns } from '../../core/own-properties.js';

/** What of an established call works, and since when not. Instants are ms of one clock that never jumps. */
export type RecoveryState =
	| { readonly phase: 'well' }
	| { readonly phase: 'signaling-lost' }
	| { readonly phase: 'all-lost'; readonly lostAt: number }
	| ({ readonly phase: 'dialog-refresh'; readonly tries: number; readonly lostAt?: number } & Asking)
	| ({ readonly phase: 'ice-restart'; readonly lostAt: number } & Asking)
	| { readonly phase: 'given-up' };

interface Asking {
	/** When the server came back; where it never left, when the sound was lost. */
	readonly backAt: number;
	/** When the far side is asked next. */
	readonly askAt: number;
	/** When it was asked what it has not answered yet. */
	readonly askedAt?: number;
}

export type RecoveryEvent =
	| { readonly type: 'server-left' }
	| { readonly type: 'server-came'; readonly at: number }
	| { readonly type: 'sound-lost'; readonly at: number }
	| { readonly type: 'sound-back' }
	| { readonly type: 'asked'; readonly at: number }
	/** `reached`: the far side answered, whatever it said. `askedAt` says to which question. */
	| { readonly type: 'answered'; readonly at: number; readonly askedAt: number; readonly reached: boolean }
	/** An offer of the far side found us over the present way, and told it. */
	| { readonly type: 'met'; readonly at: number }
	| { readonly type: 'patience-ended' };

export interface RecoveryPatience {
	/** Between two attempts to restart ICE, ms. */
	readonly retryMs: number;
	/** Between attempts to renew the route, after each one more; ms. */
	readonly renewMs: readonly number[];
	/** From this attempt on every other one is to call anew. */
	readonly anewFrom: number;
	/** How long sound may be gone while the server is there, ms. */
	readonly mediaMs: number;
	/** How long both may be gone, ms. */
	readonly awayMs: number;
}

export const PATIENCE: RecoveryPatience = { retryMs: 8000, renewMs: [1000, 2000, 4000, 8000, 15_000], anewFrom: 1, mediaMs: 30_000, awayMs: 120_000 };

/** What is to be done next, and when. */
export interface RecoveryPlan {
	readonly at: number;
	readonly act: 'ask' | 'call-anew' | 'give-up';
}

/**
 * How an established call comes through a fault, whichever it is: a socket cut or gone silent, a server restarted or replaced by the next, another
 * network, a machine that slept. All of them come down to two losses, of the server and of the sound.
 *
 * ```
 *                    server left               sound lost
 *   signaling-lost ◀───────────── well ─────────────────────▶ ice-restart ─┐
 *    │   ▲                        ▲  ▲         sound back      │  ▲   │    │ 30 s
 *    │   │ server left            │  └─────────────────────────┘  │   │    │
 *    │   │ (from anywhere)        │ reached, sound flows          │   │    │
 *    │   └───────────── dialog-refresh ───────────────────────────┘   │    │
 *    │ server came       ▲    ▲  │    reached, no sound               │    │
 *    ├───────────────────┘    │  └── no sound for 30 s ───────────────┼────┼──▶ given-up
 *    │ sound lost             │                                       │    └──▶    ▲
 *    ▼        server came     │             server left               │            │
 *   all-lost ─────────────────┘ ◀─────────────────────────────────────┘            │
 *    └───────────────────────────── 120 s ─────────────────────────────────────────┘
 * ```
 *
 * - `well`: nobody notices anything.
 * - `signaling-lost`: the server is away, and the two talk on without it. The user reads “Reconnecting…”, the far side nothing.
 *   Lasts as long as it takes: whoever hangs up now says so when the server is back.
 * - `all-lost`: the server is away and there is no sound: this machine has no network, or a far side that was heard has left.
 *   Only waiting helps.
 * - `dialog-refresh`: the server is back, on another connection than the one that the far side’s requests still take. One
 *   renegotiation tells it the new way, and finds out whether it still knows the call. Repeated while nobody answers; the far side
 *   may be on its way back itself. Where both sides lost their connections at a server that goes by them, or it forgot the call,
 *   nothing within the call arrives any more: so every other time the far side is called anew by its name, in a dialog that takes
 *   the place of the present one over the same connection (RFC 3891). Who placed the call begins, lest both do.
 * - `ice-restart`: the server is there and no sound. ICE is restarted, again and again, until it flows. The far side repairs from
 *   its end, too.
 * - `given-up`: the call ends for the user with its reason; the far side gets a BYE.
 *
 * What makes no difference in the present phase leaves the very same object.
 */
export function nextRecovery(state: RecoveryState, event: RecoveryEvent, patience = PATIENCE): RecoveryState {
	if (state.phase === 'given-up') return state;
	switch (event.type) {
		case 'server-left':
			return withoutServer(state);
		case 'server-came':
			return state.phase === 'signaling-lost' || state.phase === 'all-lost' ? { ...lossOf(state), phase: 'dialog-refresh', tries: 0, backAt: event.at, askAt: event.at } : state;
		case 'sound-lost':
			return withoutSound(state, event.at);
		case 'sound-back':
			return withSound(state);
		case 'asked':
			return owns(state, 'askAt') ? { ...state, askedAt: event.at } : state;
		case 'answered':
			return answered(state, event, patience);
		case 'met':
			return state.phase === 'dialog-refresh' ? renewed(state, event.at) : state;
		case 'patience-ended':
			return { phase: 'given-up' };
	}
}

/** What to do next in this state; nothing while only others can help. */
export function planOf(state: RecoveryState, patience = PATIENCE): RecoveryPlan | undefined {
	const end = endOf(state, patience);
	const ask = owns(state, 'askAt') && ownProperties<typeof state>(state).askedAt === undefined ? state.askAt : Infinity;
	if (end === Infinity && ask === Infinity) return undefined;
	return end <= ask ? { at: end, act: 'give-up' } : { at: ask, act: callsAnew(state, patience) ? 'call-anew' : 'ask' };
}

/** What is being got back, as a user is told it. */
export function lackOf({ phase }: RecoveryState): 'signaling' | 'media' | undefined {
	if (phase === 'ice-restart') return 'media';
	return phase === 'well' || phase === 'given-up' ? undefined : 'signaling';
}

/** When the call is given up unless what it lacks is back; while sound flows it never is. */
export function endOf(state: RecoveryState, { awayMs, mediaMs } = PATIENCE): number {
	const { lostAt } = lossOf(state);
	if (lostAt === undefined) return Infinity;
	return owns(state, 'backAt') ? Math.max(lostAt, state.backAt) + mediaMs : lostAt + awayMs;
}

function callsAnew(state: RecoveryState, { anewFrom }: RecoveryPatience): boolean {
	return state.phase === 'dialog-refresh' && state.tries >= anewFrom && (state.tries - anewFrom) % 2 === 0;
}

function withoutServer(state: RecoveryState): RecoveryState {
	const { lostAt } = lossOf(state);
	if (state.phase === 'signaling-lost' || state.phase === 'all-lost') return state;
	return lostAt === undefined ? { phase: 'signaling-lost' } : { phase: 'all-lost', lostAt };
}

function withoutSound(state: RecoveryState, at: number): RecoveryState {
	if (state.phase === 'well') return { phase: 'ice-restart', lostAt: at, backAt: at, askAt: at };
	if (state.phase === 'signaling-lost') return { phase: 'all-lost', lostAt: at };
	return state.phase === 'dialog-refresh' && ownProperties<typeof state>(state).lostAt === undefined ? { ...state, lostAt: at } : state;
}

function withSound(state: RecoveryState): RecoveryState {
	if (state.phase === 'ice-restart') return { phase: 'well' };
	if (state.phase === 'all-lost') return { phase: 'signaling-lost' };
	if (state.phase !== 'dialog-refresh' || ownProperties<typeof state>(state).lostAt === undefined) return state;
	const { lostAt: _, ...rest } = state;
	return rest;
}

function answered(state: RecoveryState, { at, askedAt, reached }: Extract<RecoveryEvent, { type: 'answered' }>, patience: RecoveryPatience): RecoveryState {
	if (!owns(state, 'askAt') || ownProperties<typeof state>(state).askedAt !== askedAt) return state;
	const { askedAt: _, ...settled } = state;
	const retryAt = Math.max(at, askedAt + patience.retryMs);
	if (settled.phase === 'ice-restart') return { ...settled, askAt: retryAt };
	const { tries } = settled;
	return reached ? renewed(settled, retryAt) : { ...settled, tries: tries + 1, askAt: at + (patience.renewMs[tries] ?? patience.renewMs.at(-1) ?? 0) };
}

function renewed(state: Extract<RecoveryState, { phase: 'dialog-refresh' }>, askAt: number): RecoveryState {
	const { lostAt, backAt } = ownProperties<typeof state>(state);
	return lostAt === undefined ? { phase: 'well' } : { phase: 'ice-restart', lostAt, backAt, askAt };
}

function lossOf(state: RecoveryState): { readonly lostAt?: number } {
	return ownProperties(owns(state, 'lostAt') && state.lostAt !== undefined ? { lostAt: state.lostAt } : {});
}
