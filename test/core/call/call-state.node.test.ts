import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { capabilities } from '../../../src/core/call/capabilities.js';
import { nextCallState, type CallFact, type CallPhase, type CallState, type ConfirmedCall, type EarlyCall, type TerminatedCall, type TryingCall } from '../../../src/core/call/call-state.js';

const alice = { uri: 'sip:alice@x', user: 'alice', displayName: '' };
const conference = { uri: 'sip:3500@x', user: '3500', displayName: 'Room' };
const facts = { id: 'c1', direction: 'outgoing', remote: alice, startedAt: 1, video: false, room: false } as const;
const trying: TryingCall = { ...facts, muted: false, capabilities: capabilities(), phase: 'trying' };
const early: EarlyCall = { ...facts, muted: false, capabilities: capabilities(), phase: 'early', earlyMedia: false };
const confirmed: ConfirmedCall = { ...facts, muted: false, capabilities: capabilities(), phase: 'confirmed', confirmedAt: 5, hold: { local: false, remote: false }, hears: 'unknown', heard: 'unknown' };
const terminated: TerminatedCall = { ...facts, phase: 'terminated', terminatedAt: 9, termination: { by: 'remote', cause: 'busy', status: 486 } };
const states: Readonly<Record<CallPhase, CallState>> = { trying, early, confirmed, terminated };

const trouble = { code: 'refused', message: 'No.' } as const;
const hungUp = { by: 'local', cause: 'hung-up' } as const;
const recovering = { of: 'signaling', since: 7 } as const;

/** One of each kind. */
const everyFact: readonly CallFact[] = [
	{ type: 'progress', earlyMedia: true },
	{ type: 'confirmed', at: 6 },
	{ type: 'remote', remote: conference, room: true },
	{ type: 'remote-hold', held: true },
	{ type: 'recovering', of: 'media', at: 7 },
	{ type: 'recovered' },
	{ type: 'terminated', at: 8, termination: hungUp },
	{ type: 'local-hold', held: true },
	{ type: 'muted', muted: true },
	{ type: 'hearing', hears: 'yes', heard: 'no', quality: 'fair' },
	{ type: 'transferred', to: conference },
	{ type: 'pending', command: 'hold' },
	{ type: 'settled', trouble },
	{ type: 'automatic' },
	{ type: 'trouble', trouble },
];

describe('the next state of a call', () => {
	const { muted: _, capabilities: _capabilities, ...ended } = { ...trying, phase: 'terminated', terminatedAt: 8, termination: hungUp } as const;
	const rows: readonly (readonly [name: string, state: CallState, fact: CallFact, next: CallState])[] = [
		['trying, it rings', trying, { type: 'progress', earlyMedia: false }, early],
		['trying, it rings with sound', trying, { type: 'progress', earlyMedia: true }, { ...early, earlyMedia: true }],
		['early, sound comes', early, { type: 'progress', earlyMedia: true }, { ...early, earlyMedia: true }],
		['trying, it is answered', trying, { type: 'confirmed', at: 5 }, confirmed],
		['early, it is answered', early, { type: 'confirmed', at: 5 }, confirmed],
		['muted, it is answered', { ...early, muted: true }, { type: 'confirmed', at: 5 }, { ...confirmed, muted: true }],
		['recovering, it is answered', { ...early, recovering }, { type: 'confirmed', at: 5 }, { ...confirmed, recovering }],
		['early, it answers itself no more', { ...early, automatic: true }, { type: 'automatic', withdrawn: true }, early],
		['early, it answers itself', early, { type: 'automatic' }, { ...early, automatic: true }],
		['answered by itself, it is confirmed', { ...early, automatic: true, pending: 'answer' }, { type: 'confirmed', at: 5 }, { ...confirmed, automatic: true }],
		['answered by itself, it cannot be', { ...early, automatic: true, pending: 'answer' }, { type: 'settled', trouble }, { ...early, trouble: { ...trouble, command: 'answer' } }],
		['answered by itself, a command is refused', { ...confirmed, automatic: true, pending: 'hold' }, { type: 'settled', trouble }, { ...confirmed, automatic: true, trouble: { ...trouble, command: 'hold' } }],
		['answering, there is no camera', { ...early, pending: 'answer' }, { type: 'trouble', trouble }, { ...early, pending: 'answer', trouble }],
		['answering, it is confirmed', { ...early, pending: 'answer' }, { type: 'confirmed', at: 5 }, confirmed],
		['sending digits, it is confirmed', { ...early, pending: 'digits' }, { type: 'confirmed', at: 5 }, { ...confirmed, pending: 'digits' }],
		['trying, it ends', trying, { type: 'terminated', at: 8, termination: hungUp }, ended],
		['early and muted, it ends', { ...early, muted: true, pending: 'answer', trouble, recovering }, { type: 'terminated', at: 8, termination: hungUp }, ended],
		['confirmed, it ends', confirmed, { type: 'terminated', at: 8, termination: hungUp }, { ...ended, confirmedAt: 5 }],
		['trying, it turns out to be a room', trying, { type: 'remote', remote: conference, room: true }, { ...trying, remote: conference, room: true }],
		['a room, the far end changes its name', { ...confirmed, room: true }, { type: 'remote', remote: conference }, { ...confirmed, room: true, remote: conference }],
		['trying, it is muted', trying, { type: 'muted', muted: true }, { ...trying, muted: true }],
		['early, it is muted', early, { type: 'muted', muted: true }, { ...early, muted: true }],
		['confirmed, it is muted', confirmed, { type: 'muted', muted: true }, { ...confirmed, muted: true }],
		['muted, it is unmuted', { ...confirmed, muted: true }, { type: 'muted', muted: false }, confirmed],
		['confirmed, we hold', confirmed, { type: 'local-hold', held: true }, { ...confirmed, hold: { local: true, remote: false } }],
		['confirmed, they hold', confirmed, { type: 'remote-hold', held: true }, { ...confirmed, hold: { local: false, remote: true } }],
		['held by both, they resume', { ...confirmed, hold: { local: true, remote: true } }, { type: 'remote-hold', held: false }, { ...confirmed, hold: { local: true, remote: false } }],
		['confirmed, it is heard', confirmed, { type: 'hearing', hears: 'yes', heard: 'no' }, { ...confirmed, hears: 'yes', heard: 'no' }],
		['heard, it is heard badly', { ...confirmed, quality: 'good' }, { type: 'hearing', hears: 'unknown', heard: 'unknown', quality: 'poor' }, { ...confirmed, quality: 'poor' }],
		['heard badly, nothing is measured any more', { ...confirmed, quality: 'poor' }, { type: 'hearing', hears: 'unknown', heard: 'unknown' }, confirmed],
		['confirmed, it is transferred', confirmed, { type: 'transferred', to: conference }, { ...confirmed, transferredTo: conference }],
		['transferred, it ends', { ...confirmed, transferredTo: conference }, { type: 'terminated', at: 8, termination: hungUp }, { ...ended, confirmedAt: 5, transferredTo: conference }],
		['confirmed, the server is lost', confirmed, { type: 'recovering', of: 'signaling', at: 7 }, { ...confirmed, recovering }],
		['recovering, the sound is lost, too', { ...confirmed, recovering }, { type: 'recovering', of: 'media', at: 8 }, { ...confirmed, recovering: { of: 'media', since: 7 } }],
		['recovering, an end is set', { ...confirmed, recovering }, { type: 'recovering', of: 'signaling', at: 8, until: 20 }, { ...confirmed, recovering: { ...recovering, until: 20 } }],
		['recovering, that end is off', { ...confirmed, recovering: { ...recovering, until: 20 } }, { type: 'recovering', of: 'signaling', at: 9 }, { ...confirmed, recovering }],
		['recovering, it is back', { ...confirmed, recovering }, { type: 'recovered' }, confirmed],
		['confirmed, a command is given', confirmed, { type: 'pending', command: 'hold' }, { ...confirmed, pending: 'hold' }],
		['in trouble, another command is given', { ...confirmed, trouble }, { type: 'pending', command: 'hold' }, { ...confirmed, pending: 'hold' }],
		['pending, it is done', { ...confirmed, pending: 'hold' }, { type: 'settled' }, confirmed],
		['pending, it is refused', { ...confirmed, pending: 'hold' }, { type: 'settled', trouble }, { ...confirmed, trouble: { ...trouble, command: 'hold' } }],
	];
	for (const [name, state, fact, next] of rows) {
		it(`${name} → ${next.phase}`, () => assert.deepEqual(nextCallState(Object.freeze(state), fact), next));
	}
});

describe('a fact that changes nothing leaves the very same object', () => {
	const held: ConfirmedCall = { ...confirmed, hold: { local: true, remote: true } };
	const rows: readonly (readonly [name: string, state: CallState, fact: CallFact])[] = [
		['a second 180', early, { type: 'progress', earlyMedia: false }],
		['a 180 after early media', { ...early, earlyMedia: true }, { type: 'progress', earlyMedia: false }],
		['a late 180', confirmed, { type: 'progress', earlyMedia: true }],
		['a second answer', confirmed, { type: 'confirmed', at: 6 }],
		['the same far end', confirmed, { type: 'remote', remote: { ...alice } }],
		['the same room', { ...confirmed, room: true }, { type: 'remote', remote: { ...alice }, room: true }],
		['muted again', { ...confirmed, muted: true }, { type: 'muted', muted: true }],
		['unmuted again', confirmed, { type: 'muted', muted: false }],
		['held again', held, { type: 'local-hold', held: true }],
		['held again by them', held, { type: 'remote-hold', held: true }],
		['a hold before the answer', early, { type: 'local-hold', held: true }],
		['their hold before the answer', trying, { type: 'remote-hold', held: true }],
		['heard before the answer', early, { type: 'hearing', hears: 'yes', heard: 'yes' }],
		['heard as before', confirmed, { type: 'hearing', hears: 'unknown', heard: 'unknown' }],
		['heard as well as before', { ...confirmed, quality: 'fair' }, { type: 'hearing', hears: 'unknown', heard: 'unknown', quality: 'fair' }],
		['transferred before the answer', early, { type: 'transferred', to: conference }],
		['lost again', { ...confirmed, recovering }, { type: 'recovering', of: 'signaling', at: 9 }],
		['back though never lost', confirmed, { type: 'recovered' }],
		['the same command again', { ...confirmed, pending: 'hold' }, { type: 'pending', command: 'hold' }],
		['automatic twice', { ...confirmed, automatic: true }, { type: 'automatic' }],
		['settled though nothing was pending', confirmed, { type: 'settled' }],
	];
	for (const [name, state, fact] of rows) {
		it(name, () => assert.equal(nextCallState(state, fact), state));
	}
});

describe('terminated stays terminated', () => {
	for (const fact of everyFact) {
		it(`whatever happens: ${fact.type}`, () => assert.equal(nextCallState(terminated, fact), terminated));
	}
});

describe('from every phase, whatever happens', () => {
	const mayBecome: Readonly<Record<CallPhase, readonly CallPhase[]>> = {
		trying: ['trying', 'early', 'confirmed', 'terminated'],
		early: ['early', 'confirmed', 'terminated'],
		confirmed: ['confirmed', 'terminated'],
		terminated: ['terminated'],
	};
	for (const [phase, state] of Object.entries(states) as [CallPhase, CallState][]) {
		for (const fact of everyFact) {
			it(`${phase}, ${fact.type}: it stays who it is and goes only forward`, () => {
				const next = nextCallState(Object.freeze(state), fact);
				assert.ok(mayBecome[phase].includes(next.phase));
				assert.deepEqual([next.id, next.direction, next.startedAt, next.video], [state.id, state.direction, state.startedAt, state.video]);
				assert.deepEqual(structuredClone(next), next);
			});
		}
	}
});
