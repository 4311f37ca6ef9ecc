import type { Address } from '../address.js';
import type { Hearing, HearingReport, Quality } from '../ports/media.js';
import { uuid } from '../random.js';
import { capabilities, type Capability } from './capabilities.js';
import type { CallCommand } from './features/call-command.js';
import { nextAnswer, type AnswerFact, type AnswerState } from './features/answer.js';
import { nextConference, type ConferenceFact, type ConferenceState } from './features/conference.js';
import { nextHold, NOT_HELD, type HoldFact, type HoldState } from './features/hold.js';
import { nextMute, type MuteFact, type MuteState } from './features/mute.js';
import { nextTransfer, type TransferFact, type TransferState } from './features/transfer.js';
import type { Termination } from './termination.js';
import { cleanLine } from '../text.js';
import type { ErrorState } from '../voice-error.js';
import { ownProperties } from '../own-properties.js';

export type Direction = 'incoming' | 'outgoing';

/** What the phone is getting back: its server, or the sound of this call. */
export interface Recovery {
	/** Epoch ms. */
	readonly since: number;
	readonly of: 'signaling' | 'media';
	/** Epoch ms when the call is given up, unless this is back by then; absent while sound flows, for then it never is. */
	readonly until?: number;
}

/** What a command met. */
export interface CallTrouble extends ErrorState {
	/** The command that was not done; absent when something is missing that nobody asked for. */
	readonly command?: CallCommand;
}

interface CallFacts {
	/** Unique in this phone. */
	readonly id: string;
	/** The Call-ID (RFC 3261 section 8.1.1.4), as servers write it down; absent until it is known, and where the protocol has none. */
	readonly callId?: string;
	readonly direction: Direction;
	readonly remote: Address;
	/** Where the texts of this call go, where that is another address than `remote`: the chat of a conference. */
	readonly chat?: Address;
	/** What the page calls the other side, the label of a call button for instance; said in place of name and number. */
	readonly label?: string;
	/** Epoch ms of the dial, or of the first ring. */
	readonly startedAt: number;
	/** Whether the call is meant to have video. */
	readonly video: boolean;
	/** Whether the far end is a conference (`isfocus`, RFC 4579), or the room of a chat. */
	readonly room: boolean;
}

interface OngoingFacts extends CallFacts, MuteState, AnswerState {
	/** What may be done in the call now, as far as the protocol has said; none before somebody was called. */
	readonly capabilities: readonly Capability[];
	readonly recovering?: Recovery;
	/** A command that was given and is not settled yet. */
	readonly pending?: CallCommand;
	/** The browser asks the user for the microphone, and the call waits for the answer. */
	readonly awaitsPermission?: true;
	/** What the last command met, until the next one; the call itself goes on. */
	readonly trouble?: CallTrouble;
}

/** Dialled, and nobody rings yet: the microphone is being opened, the server asked. Only an outgoing call begins here. */
export interface TryingCall extends OngoingFacts {
	readonly phase: 'trying';
}

/** It rings, there or here. `earlyMedia`: sound of the network or the callee already arrives (RFC 3960), so no tone of ours. */
export interface EarlyCall extends OngoingFacts {
	readonly phase: 'early';
	readonly earlyMedia: boolean;
}

/** Both talk. */
export interface ConfirmedCall extends OngoingFacts, HoldState, TransferState, ConferenceState {
	readonly phase: 'confirmed';
	/** Epoch ms. */
	readonly confirmedAt: number;
	/** Whether sound arrives here. */
	readonly hears: Hearing;
	/** Whether our sound arrives there. */
	readonly heard: Hearing;
	/** How well one hears; absent until that was measured. */
	readonly quality?: Quality;
}

/** Over, for good. */
export interface TerminatedCall extends CallFacts, Pick<TransferState, 'transferredTo'> {
	readonly phase: 'terminated';
	/** Epoch ms. */
	readonly terminatedAt: number;
	/** Epoch ms; absent when nobody talked. */
	readonly confirmedAt?: number;
	readonly termination: Termination;
}

export type CallState = TryingCall | EarlyCall | ConfirmedCall | TerminatedCall;
export type OngoingCall = Exclude<CallState, TerminatedCall>;
export type CallPhase = CallState['phase'];

/** Something that happened to a call. Those a protocol reports are `SessionFact`. */
export type CallFact =
	| AnswerFact
	| { readonly type: 'progress'; readonly earlyMedia: boolean }
	| { readonly type: 'confirmed'; readonly at: number }
	| { readonly type: 'remote'; readonly remote: Address; readonly room?: boolean; readonly chat?: Address }
	| { readonly type: 'capabilities'; readonly capabilities: readonly Capability[] }
	| HoldFact
	| MuteFact
	| TransferFact
	| ConferenceFact
	| { readonly type: 'recovering'; readonly of: Recovery['of']; readonly at: number; readonly until?: number }
	| { readonly type: 'recovered' }
	| { readonly type: 'terminated'; readonly at: number; readonly termination: Termination }
	/** The browser asks the user for a device, or has its answer. */
	| { readonly type: 'prompt'; readonly open: boolean }
	/** Something is missing, and the call goes on without: a camera. */
	| { readonly type: 'trouble'; readonly trouble: ErrorState }
	| ({ readonly type: 'hearing' } & HearingReport)
	| { readonly type: 'pending'; readonly command: CallCommand }
	| { readonly type: 'settled'; readonly trouble?: ErrorState };

/**
 * The next state of a call (phases of RFC 4235):
 *
 * ```
 * trying     → early | confirmed | terminated
 * early      → confirmed | terminated
 * confirmed  → confirmed (hold, mute, recovering …) | terminated
 * terminated → nothing, ever
 * ```
 *
 * A fact that means nothing in the present phase (a late 180, a hold before the answer) leaves the very same object.
 */
export function nextCallState(state: CallState, fact: CallFact): CallState {
	const own = ownProperties<CallState>(state);
	const next = advance(own, ownProperties<CallFact>(fact));
	return next === own ? state : next;
}

function advance(state: CallState, fact: CallFact): CallState {
	if (state.phase === 'terminated') return state;
	switch (fact.type) {
		case 'progress':
			return ringing(state, fact.earlyMedia);
		case 'confirmed':
			return state.phase === 'confirmed' ? state : confirm(state, fact.at);
		case 'terminated':
			return terminate(state, fact);
		case 'remote':
			return meet(state, fact);
		case 'capabilities':
			return state.capabilities === fact.capabilities ? state : { ...state, capabilities: fact.capabilities };
		case 'muted':
			return nextMute(state, fact);
		case 'automatic':
			return nextAnswer(state, fact);
		case 'prompt':
			return prompt(state, fact.open);
		case 'trouble':
			return { ...state, trouble: fact.trouble };
		case 'recovering':
			return recover(state, fact);
		case 'recovered':
			return without(state, 'recovering');
		case 'pending':
			return state.pending === fact.command && !state.trouble ? state : { ...without(state, 'trouble'), pending: fact.command };
		case 'settled':
			return settle(state, fact.trouble);
		default:
			return state.phase === 'confirmed' ? talk(state, fact) : state;
	}
}

/** A label as it is kept: one line, in at most 60 characters; empty for what is none. */
export function labelOf(label: unknown): string {
	return typeof label === 'string' ? cleanLine(label, 60) : '';
}

/** The other side, named as the page does. */
export function partyOf(call: CallState): Address {
	const { label, remote } = ownProperties<CallState>(call);
	return label ? { ...remote, displayName: label } : remote;
}

/** Where the texts of a call go. */
export function textAddressOf(call: CallState): Address {
	const { chat, remote } = ownProperties<CallState>(call);
	return chat ?? remote;
}

/** A call that was just made. */
export function beginCall(direction: Direction, { remote, label: given, video, room }: Pick<CallFacts, 'remote' | 'video' | 'room'> & { readonly label: string | undefined }): CallState {
	const label = labelOf(given);
	const facts = { id: uuid(), direction, remote, ...(label && { label }), startedAt: Date.now(), video, room, muted: false, capabilities: capabilities() };
	return direction === 'outgoing' ? { ...facts, phase: 'trying' } : { ...facts, phase: 'early', earlyMedia: false };
}

/** A call that was not just made: it goes on. */
export function resumeCall(direction: Direction, facts: Parameters<typeof beginCall>[1], confirmedAt: number): CallState {
	return nextCallState(beginCall(direction, facts), { type: 'confirmed', at: confirmedAt });
}

function talk(state: ConfirmedCall, fact: HoldFact | TransferFact | ConferenceFact | Extract<CallFact, { type: 'hearing' }>): ConfirmedCall {
	switch (fact.type) {
		case 'local-hold':
		case 'remote-hold':
			return nextHold(state, fact);
		case 'hearing':
			return hear(state, fact);
		case 'transferred':
		case 'transfer-requested':
		case 'transfer-answered':
			return nextTransfer(state, fact);
		case 'members':
			return nextConference(state, fact);
	}
}

function hear(state: ConfirmedCall, { hears, heard, quality }: HearingReport): ConfirmedCall {
	const { quality: before, ...others } = state;
	if (state.hears === hears && state.heard === heard && before === quality) return state;
	return { ...others, hears, heard, ...(quality && { quality }) };
}

function meet(state: OngoingCall, { remote, room = state.room, chat = state.chat }: Extract<CallFact, { type: 'remote' }>): OngoingCall {
	const known = room === state.room && isSame(remote, state.remote) && isSame(chat, state.chat);
	return known ? state : { ...state, remote, room, ...(chat && { chat }) };
}

function isSame(one: Address | undefined, other: Address | undefined): boolean {
	return one === other || (one?.uri === other?.uri && one?.user === other?.user && one?.displayName === other?.displayName);
}

function recover(state: OngoingCall, { of, at, until }: Extract<CallFact, { type: 'recovering' }>): OngoingCall {
	const { recovering } = state;
	if (recovering?.of === of && ownProperties<Recovery>(recovering).until === until) return state;
	return { ...state, recovering: { of, since: recovering?.since ?? at, ...(until !== undefined && { until }) } };
}

function ringing(state: OngoingCall, earlyMedia: boolean): CallState {
	if (state.phase === 'confirmed') return state;
	if (state.phase === 'early') return state.earlyMedia || !earlyMedia ? state : { ...state, earlyMedia };
	return { ...state, phase: 'early', earlyMedia };
}

function confirm(state: TryingCall | EarlyCall, confirmedAt: number): ConfirmedCall {
	const { awaitsPermission: _asks, pending, earlyMedia: _early, ...facts } = ownProperties<Omit<EarlyCall, 'phase'>>({ earlyMedia: false }, state);
	return { ...facts, ...(pending && pending !== 'answer' && { pending }), phase: 'confirmed', confirmedAt, ...NOT_HELD, hears: 'unknown', heard: 'unknown' };
}

function terminate(state: OngoingCall, fact: Extract<CallFact, { type: 'terminated' }>): TerminatedCall {
	const { id, direction, remote, chat, label, startedAt, video, room } = state;
	const talked = state.phase === 'confirmed' ? { confirmedAt: state.confirmedAt, ...(state.transferredTo && { transferredTo: state.transferredTo }) } : {};
	return { id, direction, remote, ...(chat && { chat }), ...(label && { label }), startedAt, video, room, ...talked, phase: 'terminated', terminatedAt: fact.at, termination: fact.termination };
}

/** A call that was not answered after all rings for somebody. */
function settle(state: OngoingCall, trouble: ErrorState | undefined): OngoingCall {
	if (!state.pending && !trouble) return state;
	const settled = without(state, 'pending');
	if (!trouble) return settled;
	const { pending: command } = state;
	return { ...(state.phase === 'early' ? without(settled, 'automatic') : settled), trouble: { ...trouble, ...(command && { command }) } };
}

function prompt(state: OngoingCall, open: boolean): OngoingCall {
	if (!open) return without(state, 'awaitsPermission');
	return state.phase === 'confirmed' || state.awaitsPermission ? state : { ...state, awaitsPermission: true };
}

function without<State extends OngoingCall>(state: State, key: 'awaitsPermission' | 'automatic' | 'recovering' | 'pending' | 'trouble'): State {
	if (!Object.hasOwn(state, key)) return state;
	const rest = { ...state };
	delete rest[key];
	return rest;
}
