import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cleanText } from '../../../src/core/text.js';
import { isOnlyEmoji } from '../../../src/elements/voice-chat/emoji.js';

describe('only emoji', () => {
	for (const [text, only] of [
		['🙂', true],
		['🎉🥳🎂', true],
		['🎉 🥳\n🎂', true],
		['👍🏽', true],
		['👨‍👩‍👧‍👦', true],
		['🇩🇪🇺🇦', true],
		['❤️', true],
		['☝🏽', true],
		['1️⃣', true],
		['🎉🎉🎉🎉', false],
		['🙂!', false],
		['1', false],
		['12', false],
		['#', false],
		['©', false],
		['❤', false],
		['x', false],
		['', false],
		[' ', false],
		[`🙂${'\u0301'.repeat(500)}`, false],
	] as const) {
		it(`${JSON.stringify(text.slice(0, 12))} is ${only ? '' : 'not '}`, () => assert.equal(isOnlyEmoji(text), only));
	}
});

describe('in a browser without Intl.Segmenter', () => {
	it('no text is only emoji, and long ones are cut all the same', async () => {
		const { Segmenter } = Intl;
		Reflect.deleteProperty(Intl, 'Segmenter');
		try {
			const emoji = await import(new URL('../../../src/elements/voice-chat/emoji.js?without-segmenter', import.meta.url).href) as { isOnlyEmoji: typeof isOnlyEmoji };
			assert.equal(emoji.isOnlyEmoji('👍'), false);
			assert.equal(cleanText('x'.repeat(20), 10), 'x'.repeat(10));
			assert.equal(cleanText(`${'x'.repeat(9)}👍`, 10), 'x'.repeat(9));
		} finally {
			Reflect.set(Intl, 'Segmenter', Segmenter);
		}
	});
});
