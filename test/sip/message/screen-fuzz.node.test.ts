import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { screenMessage } from '../../../src/sip/message/screen.js';
import { writeFrame } from '../../../src/sip/message/frame.js';
import { recording, type RecordedFrame } from '../../support/recording.js';
import { plainReader } from '../support/plain-reader.js';

const piece = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.constantFrom('\r\n', '\r\n ', '\r\n\r\n', '"', '<', '>', '<>', ';', ';;', ',', '*', '%', '%00', '%25', '@', 'sip:', 'tel:+1', '\u202E', '\u0000', 'Contact: *', '99999999999999999999', '-1'),
);

describe('recorded messages with pieces exchanged', () => {
	it('are judged without a failure, and what is admitted JsSIP reads without one', async () => {
		const frames = (await recording('freeswitch/register', 'freeswitch/call-out', 'freeswitch/call-in', 'freeswitch/room-text', 'freeswitch/attended-transfer')).filter(({ from }) => from === 'server');
		const read = plainReader();
		let admitted = 0;
		fc.assert(fc.property(fc.nat(frames.length - 1), fc.array(fc.tuple(fc.nat(), fc.nat(30), piece), { minLength: 1, maxLength: 3 }), (index, changes) => {
			const { text } = frames[index] as RecordedFrame;
			const changed = changes.reduce((before, [at, length, other]) => before.slice(0, at % before.length) + other + before.slice(at % before.length + length), text);
			// A WebSocket brings no half characters.
			const decision = screenMessage(changed.replace(/\p{Surrogate}/gu, '\uFFFD'));
			if (decision.outcome !== 'admitted') return;
			admitted++;
			read(writeFrame(decision.frame));
		}), { numRuns: 1500 });
		assert.ok(admitted > 100, `only ${String(admitted)} were admitted`);
	});
});
