import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChatMessage } from '../../../src/core/chat/chat-state.js';
import { dayWords, startsDay, startsGroup } from '../../../src/elements/voice-chat/chronology.js';
import { english } from '../../../src/i18n/english.js';
import { translator } from '../../../src/i18n/translate.js';

const noon = new Date(2026, 4, 20, 12).getTime();
const minute = 60_000;
const day = 24 * 60 * minute;

function message(at: number, who = 'alice', direction: ChatMessage['direction'] = 'incoming'): ChatMessage {
	return { id: crypto.randomUUID(), from: { uri: `sip:${who}@x`, user: who, displayName: '' }, text: 'x', at, direction, delivery: 'accepted' };
}

describe('messages', () => {
	const first = message(noon);
	const table: readonly (readonly [string, ChatMessage, ChatMessage | undefined, { day: boolean; group: boolean }])[] = [
		['the first begins a day', first, undefined, { day: true, group: true }],
		['one soon after goes on', message(noon + minute), first, { day: false, group: false }],
		['one after a pause begins a group', message(noon + 6 * minute), first, { day: false, group: true }],
		['one of somebody else begins a group', message(noon + minute, 'bob'), first, { day: false, group: true }],
		['one of ours begins a group', message(noon + minute, 'alice', 'outgoing'), first, { day: false, group: true }],
		['one at half past midnight begins a day', message(new Date(2026, 4, 21, 0, 1).getTime()), message(new Date(2026, 4, 20, 23, 59).getTime()), { day: true, group: true }],
	];
	for (const [name, one, previous, expected] of table) {
		it(name, () => assert.deepEqual({ day: startsDay(one, previous), group: startsGroup(one, previous) }, expected));
	}
});

describe('a day', () => {
	const text = translator('en', english);
	const table = [
		['Today', noon - 11 * 60 * minute, noon],
		['Yesterday', noon - 13 * 60 * minute, noon],
		['Yesterday', noon - day, noon],
		['Monday, May 18, 2026', noon - 2 * day, noon],
	] as const;
	for (const [words, at, now] of table) it(`${new Date(at).toISOString()} is ${words}`, () => assert.equal(dayWords(at, { text, locale: 'en-US', now }), words));
});
