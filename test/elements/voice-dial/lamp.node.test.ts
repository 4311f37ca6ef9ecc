import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PhoneState } from '../../../src/core/phone-state.js';
import { Availability } from '../../../src/elements/voice-dial/availability.js';
import { whyNotCall } from '../../../src/elements/voice-dial/callee.js';
import { lampOf, type Lamp } from '../../../src/elements/voice-dial/lamp.js';
import { english } from '../../../src/i18n/english.js';
import { translator } from '../../../src/i18n/translate.js';

const text = translator('en', english);
const noMicrophone = { code: 'microphone-missing', message: '' } as const;
const insecure = { code: 'insecure-page', message: '' } as const;
const error = { code: 'server-unreachable', message: '' } as const;
const idle: PhoneState = { connection: { phase: 'idle' }, registration: { phase: 'none' }, signInNeeded: false, signedIn: false, calls: [], callsShown: false, chats: [], presences: [], history: [], soundBlocked: false, doNotDisturb: false, troubles: [] };
const connected: PhoneState = { ...idle, connection: { phase: 'connected', server: 'wss://x', provedAt: 0 } };
const account = { uri: 'sip:1000@x', user: '1000', displayName: '' };
const registered: PhoneState = { ...connected, account, registration: { phase: 'registered', expiresAt: 0 } };

const lamp = (state: PhoneState | undefined): Lamp => lampOf(state, { text, secondsUntil: (at) => at });

describe('the lamp', () => {
	const table: readonly (readonly [string, PhoneState | undefined, Lamp])[] = [
		['no phone', undefined, { light: 'off', words: 'No phone on this page' }],
		['idle', idle, { light: 'off', words: 'Not connected yet' }],
		['signed out', { ...idle, signInNeeded: true }, { light: 'off', words: 'Signed out' }],
		['sign-in refused', { ...connected, signInNeeded: true, registration: { phase: 'failed', error } }, { light: 'trouble', words: 'Signed out' }],
		['connecting', { ...idle, connection: { phase: 'connecting' } }, { light: 'working', words: 'Connecting…' }],
		['reconnecting now', { ...idle, connection: { phase: 'reconnecting', since: 0 } }, { light: 'trouble', words: 'Reconnecting…' }],
		['reconnecting later', { ...idle, connection: { phase: 'reconnecting', since: 0, retryAt: 3, error } }, { light: 'trouble', words: 'Reconnecting…', countdown: 'Reconnecting in 3 s', error, retry: 'Try now' }],
		['failed', { ...idle, connection: { phase: 'failed', error } }, { light: 'trouble', words: 'Not connected', error, retry: 'Reconnect' }],
		['registering', { ...connected, registration: { phase: 'registering' } }, { light: 'working', words: 'Signing in…' }],
		['registered', registered, { light: 'ready', words: 'Ready as 1000' }],
		['a ring that would be silent', { ...registered, ringsSilently: true }, { light: 'trouble', words: 'Ringing is silent until you click this page', unblock: 'Turn on sound' }],
		['no ring at all, silent or not', { ...registered, ringsSilently: true, doNotDisturb: true }, { light: 'ready', words: 'Ready as 1000 · do not disturb' }],
		['no microphone', { ...registered, callObstacle: noMicrophone }, { light: 'trouble', words: 'Calls aren’t possible', obstacle: noMicrophone }],
		['no microphone, before it connects', { ...idle, callObstacle: noMicrophone }, { light: 'trouble', words: 'Calls aren’t possible', obstacle: noMicrophone }],
		['no server, while there is no microphone either', { ...idle, callObstacle: noMicrophone, connection: { phase: 'failed', error } }, { light: 'trouble', words: 'Not connected', error, retry: 'Reconnect' }],
		['an insecure page, where a server would not help', { ...idle, callObstacle: insecure, connection: { phase: 'failed', error } }, { light: 'trouble', words: 'Calls aren’t possible', obstacle: insecure }],
		['do not disturb', { ...registered, doNotDisturb: true }, { light: 'ready', words: 'Ready as 1000 · do not disturb' }],
		['without registration', { ...connected, account }, { light: 'ready', words: 'Ready' }],
		['refused', { ...connected, registration: { phase: 'failed', error } }, { light: 'trouble', words: 'Couldn’t sign in', error, retry: 'Try again' }],
		['refused for a while', { ...connected, registration: { phase: 'failed', error, retryAt: 60 } }, { light: 'trouble', words: 'Couldn’t sign in', countdown: 'Reconnecting in 60 s', error, retry: 'Try now' }],
	];
	for (const [name, state, expected] of table) it(`shows ${name}`, () => assert.deepEqual(lamp(state), expected));
});

describe('the words below a call button', () => {
	const unreachable = 'aren’t possible right now';
	const table: readonly (readonly [string, PhoneState, RegExp])[] = [
		['no microphone', { ...registered, callObstacle: noMicrophone }, /no microphone/],
		['no server, while there is no microphone either', { ...idle, callObstacle: noMicrophone, connection: { phase: 'failed', error } }, new RegExp(unreachable)],
		['refused, while there is no microphone either', { ...connected, callObstacle: noMicrophone, registration: { phase: 'failed', error } }, new RegExp(unreachable)],
		['an insecure page, where a server would not help', { ...idle, callObstacle: insecure, connection: { phase: 'failed', error } }, /secure/],
	];
	for (const [name, state, words] of table) {
		it(`are of what the lamp is: ${name}`, () => {
			assert.match(new Availability().reason(state, { text, secondsSince: () => 0 }) ?? '', words);
			assert.equal(lamp(state).obstacle === undefined, words.source === unreachable);
		});
	}
});

describe('the call button', () => {
	const table: readonly (readonly [string, string, PhoneState | undefined, string | undefined])[] = [
		['calls a name', 'bob', registered, undefined],
		['calls a number as people write it', '+1 (555) 123-4567', registered, undefined],
		['calls from a phone that connects on use', 'bob', idle, undefined],
		['calls from a phone that is reconnecting', 'bob', { ...idle, connection: { phase: 'reconnecting', since: 0 } }, undefined],
		['needs somebody to call', '  ', registered, 'Enter a name or number'],
		['needs somebody who can be called', 'http://x', registered, 'This is not a name or number that can be called'],
		['needs a phone', 'bob', undefined, 'No phone on this page'],
		['needs a sign-in', 'bob', { ...idle, signInNeeded: true }, 'Sign in to call'],
		['needs a page that may use a microphone', 'bob', { ...registered, callObstacle: insecure }, 'Calls aren’t possible'],
		['can be tried without a microphone: one may have been plugged in', 'bob', { ...registered, callObstacle: noMicrophone }, undefined],
		['invites nobody to type without a microphone', '', { ...registered, callObstacle: noMicrophone }, 'Calls aren’t possible'],
		['says what the lamp does, without a microphone and a server', '', { ...idle, callObstacle: noMicrophone, connection: { phase: 'failed', error } }, 'Not connected'],
		['needs a phone that works', 'bob', { ...idle, connection: { phase: 'failed', error } }, 'Not connected'],
	];
	for (const [name, to, state, reason] of table) it(name, () => assert.equal(whyNotCall(to, state, text), reason));
});
