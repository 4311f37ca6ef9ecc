import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChatMessage } from '../../../src/core/chat/chat-state.js';
import { turnPages, type Page } from '../../../src/elements/voice-chat/pages.js';

const from = { uri: 'sip:alice@x', user: 'alice', displayName: '' };
const message = (index: number, delivery: ChatMessage['delivery'] = 'accepted'): ChatMessage => ({ id: String(index), from, text: 'x', at: index, direction: 'outgoing', delivery });
const messages = (length: number): ChatMessage[] => Array.from({ length }, (_, index) => message(index));
const sizes = (pages: readonly Page[]): number[] => pages.map((page) => page.messages.length);
/** Which pages have to be drawn again. */
const fresh = (pages: readonly Page[], before: readonly Page[]): number[] => pages.flatMap((page, index) => (before.includes(page) ? [] : [index]));

describe('the pages of a conversation', () => {
	const all = messages(250);
	const before = turnPages(all, []);

	it('hold a hundred each, and know their neighbours', () => {
		assert.deepEqual(sizes(before), [100, 100, 50]);
		assert.deepEqual(before.map(({ previous, next }) => [previous?.id, next?.id]), [[undefined, '100'], ['99', '200'], ['199', undefined]]);
		assert.deepEqual(turnPages([], before), []);
	});

	for (const [what, changed, pages] of [
		['nothing changed', all, []],
		['one more', [...all, message(250)], [2]],
		['one after a full page', messages(301), [2, 3]],
		['another fate in the middle of a page', all.with(150, message(150, 'failed')), [1]],
		['another fate at the edge of a page', all.with(100, message(100, 'failed')), [0, 1]],
		['a page that is gone', all.slice(100), [0]],
		['a page that is gone, and one more', [...all.slice(100), message(250)], [0, 1]],
		['another conversation', messages(250).map((one) => ({ ...one })), [0, 1, 2]],
	] as const) {
		it(`are drawn again where something is different: ${what}`, () => {
			const next = changed.map((one) => all.find(({ id, delivery }) => id === one.id && delivery === one.delivery && what !== 'another conversation') ?? one);
			assert.deepEqual(fresh(turnPages(next, before), before), pages);
		});
	}
});
