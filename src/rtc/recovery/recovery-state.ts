import { ownProperties, owns } from '../../core/own-properties.js';

/** What works in a confirmed call, and since when something is lost. Times are ms of a monotonic clock. */
export type RecoveryState =
	| { readonly phase: 'well' }
	| { readonly phase: 'signaling-lost' }
	| { readonly phase: 'all-lost'; readonly lostAt: number }
	| ({ readonly phase: 'dialog-refresh'; readonly tries: number; readonly lostAt?: number } & Asking)
	| ({ readonly phase: 'ice-restart'; readonly lostAt: number } & Asking)
	| { readonly phase: 'given-up' };

interface Asking {
	/** When the server came back, or else when media was lost. */
	readonly backAt: number;
	/** Time of the next request to the peer. */
	readonly askAt: number;
	/** Time of the pending request. */
	readonly askedAt?: number;
}

export type RecoveryEvent =
	| { readonly type: 'server-left' }
	| { readonly type: 'server-came'; readonly at: number }
	| { readonly type: 'sound-lost'; readonly at: number }
	| { readonly type: 'sound-back' }
	| { readonly type: 'asked'; readonly at: number }
	/** `reached`: the peer responded, with whatever status. `askedAt` identifies the request. */
	| { readonly type: 'answered'; readonly at: number; readonly askedAt: number; readonly reached: boolean }
	/** An offer of the peer arrived over the new connection; our response updates its route. */
	| { readonly type: 'peer-offered'; readonly at: number }
	| { readonly type: 'timed-out' };

export interface RecoveryTiming {
	/** Between two ICE restarts, ms. */
	readonly retryMs: number;
	/** Between two dialog refreshes, ms; grows with each attempt. */
	readonly renewMs: readonly number[];
	/** From this attempt on, every second one is a new INVITE. */
	readonly anewFrom: number;
	/** How long media may be lost while the server is connected, ms. */
	readonly mediaMs: number;
	/** How long both may be lost, ms. */
	readonly awayMs: number;
}

export const RECOVERY_TIMING: RecoveryTiming = {
	retryMs: 8000,
	renewMs: [1000, 2000, 4000, 8000, 15_000],
	anewFrom: 1,
	mediaMs: 30_000,
	awayMs: 120_000,
};

/** The next action and its time. */
export interface RecoveryPlan {
	readonly at: number;
	readonly act: 'ask' | 'call-anew' | 'give-up';
}

/**
 * Recovery of a confirmed call. Every fault (socket closed or silent, server restarted or replaced, network changed,
 * machine suspended) is a loss of the server, of media, or of both.
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
 * - `well`: both work.
 * - `signaling-lost`: the server is unreachable, media continues. Shown to the user as “Reconnecting…”. It has no time
 *   limit; a hang-up is delivered when the server is back.
 * - `all-lost`: neither works: this machine is offline, or the peer left as well. Nothing to do but wait.
 * - `dialog-refresh`: the server is back on a new connection, but the peer’s requests still go to the old one. A
 *   re-INVITE updates the route and finds out whether the peer still has the dialog. It is repeated without a response:
 *   the peer may be reconnecting itself. If both sides lost their connections at a server that routes by connection, or
 *   it lost the dialog, no request within the dialog arrives. So every second attempt is a new INVITE that replaces the
 *   dialog (RFC 3891) and keeps the transport. The caller starts, so that not both do.
 * - `ice-restart`: the server is connected, media is not. ICE is restarted until media flows; the peer does the same.
 * - `given-up`: the call ends with its reason; the peer gets a BYE.
 *
 * An event without effect returns the same object.
 */
export function nextRecovery(state: RecoveryState, event: RecoveryEvent, timing = RECOVERY_TIMING): RecoveryState {
	if (state.phase === 'given-up') return state;
	switch (event.type) {
		case 'server-left':
			return withoutServer(state);
		case 'server-came':
			return state.phase === 'signaling-lost' || state.phase === 'all-lost'
				? { ...lossOf(state), phase: 'dialog-refresh', tries: 0, backAt: event.at, askAt: event.at }
				: state;
		case 'sound-lost':
			return withoutSound(state, event.at);
		case 'sound-back':
			return withSound(state);
		case 'asked':
			return owns(state, 'askAt') ? { ...state, askedAt: event.at } : state;
		case 'answered':
			return answered(state, event, timing);
		case 'peer-offered':
			return state.phase === 'dialog-refresh' ? renewed(state, event.at) : state;
		case 'timed-out':
			return { phase: 'given-up' };
	}
}

/** The next action in this state; `undefined` if there is nothing to do but wait. */
export function planOf(state: RecoveryState, timing = RECOVERY_TIMING): RecoveryPlan | undefined {
	const end = endOf(state, timing);
	const ask =
		owns(state, 'askAt') && ownProperties<typeof state>(state).askedAt === undefined ? state.askAt : Infinity;
	if (end === Infinity && ask === Infinity) return undefined;
	return end <= ask ? { at: end, act: 'give-up' } : { at: ask, act: callsAnew(state, timing) ? 'call-anew' : 'ask' };
}

/** What is being recovered, for display. */
export function lackOf({ phase }: RecoveryState): 'signaling' | 'media' | undefined {
	if (phase === 'ice-restart') return 'media';
	return phase === 'well' || phase === 'given-up' ? undefined : 'signaling';
}

/** When the call is given up unless it recovers. Never while media flows. */
export function endOf(state: RecoveryState, { awayMs, mediaMs } = RECOVERY_TIMING): number {
	const { lostAt } = lossOf(state);
	if (lostAt === undefined) return Infinity;
	return owns(state, 'backAt') ? Math.max(lostAt, state.backAt) + mediaMs : lostAt + awayMs;
}

function callsAnew(state: RecoveryState, { anewFrom }: RecoveryTiming): boolean {
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
	return state.phase === 'dialog-refresh' && ownProperties<typeof state>(state).lostAt === undefined
		? { ...state, lostAt: at }
		: state;
}

function withSound(state: RecoveryState): RecoveryState {
	if (state.phase === 'ice-restart') return { phase: 'well' };
	if (state.phase === 'all-lost') return { phase: 'signaling-lost' };
	if (state.phase !== 'dialog-refresh' || ownProperties<typeof state>(state).lostAt === undefined) return state;
	const { lostAt: _, ...rest } = state;
	return rest;
}

function answered(
	state: RecoveryState,
	{ at, askedAt, reached }: Extract<RecoveryEvent, { type: 'answered' }>,
	timing: RecoveryTiming,
): RecoveryState {
	if (!owns(state, 'askAt') || ownProperties<typeof state>(state).askedAt !== askedAt) return state;
	const { askedAt: _, ...settled } = state;
	const retryAt = Math.max(at, askedAt + timing.retryMs);
	if (settled.phase === 'ice-restart') return { ...settled, askAt: retryAt };
	const { tries } = settled;
	return reached
		? renewed(settled, retryAt)
		: { ...settled, tries: tries + 1, askAt: at + (timing.renewMs[tries] ?? timing.renewMs.at(-1) ?? 0) };
}

function renewed(state: Extract<RecoveryState, { phase: 'dialog-refresh' }>, askAt: number): RecoveryState {
	const { lostAt, backAt } = ownProperties<typeof state>(state);
	return lostAt === undefined ? { phase: 'well' } : { phase: 'ice-restart', lostAt, backAt, askAt };
}

function lossOf(state: RecoveryState): { readonly lostAt?: number } {
	return ownProperties(owns(state, 'lostAt') && state.lostAt !== undefined ? { lostAt: state.lostAt } : {});
}
