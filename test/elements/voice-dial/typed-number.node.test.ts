import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calleeOf } from '../../../src/elements/voice-dial/callee.js';
import { latinDigits, pastedNumber } from '../../../src/elements/voice-dial/typed-number.js';

describe('what somebody pastes', () => {
	for (const [what, copied, pasted, user] of [
		['a number as people write it', '+1 (555) 123-4567', '+1 (555) 123-4567', '+15551234567'],
		['a number from a contact list, with invisible signs of direction', '\u202A+49 30 901820\u202C', '+49 30 901820', '+4930901820'],
		['a number with dashes and spaces of a word processor', '555\u00A0\u2013\u00A01234', '555 \u2013 1234', '5551234'],
		['a number over two lines', ' 030\n901820 ', '030 901820', '030901820'],
		['a number of a Japanese keyboard', '（０３）１２３４－５６７８', '(03)1234-5678', '0312345678'],
		['a number in Arabic digits', '٠٣٠ ٩٠١', '030 901', '030901'],
		['a number in Persian digits', '۰۳۰۹۰۱', '030901', '030901'],
		['a SIP name', 'bob.ﬁsher', 'bob.ﬁsher', 'bob.ﬁsher'],
		['a SIP address with a name', '"Bob" <sip:bob@example.org>\r\n', '"Bob" <sip:bob@example.org>', 'bob'],
		['a link to a number', 'tel:+49-30-901820', 'tel:+49-30-901820', '+4930901820'],
	] as const) {
		it(`is ${what}`, () => {
			assert.equal(pastedNumber(copied), pasted);
			assert.equal(calleeOf(pasted)?.user, user);
		});
	}

	it('is not cut to another number when it is too long', () => assert.equal(calleeOf(pastedNumber('1'.repeat(300))), undefined));
});

it('digits of another script are as many as before', () => assert.equal(latinDigits('a٣b۴c５'), 'a3b4c5'));
