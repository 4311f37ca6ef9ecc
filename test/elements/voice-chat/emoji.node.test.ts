import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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
