import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { synthesizeAnswer } from '../../src/rtc/offer-undo.js';

const sdp = (...sections: readonly (readonly [direction: string, setup: string])[]): string =>
	`v=0\r\ns=-\r\n${sections.map(([direction, setup]) => `m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=setup:${setup}\r\n${direction && `a=${direction}\r\n`}`).join('')}`;
const directions = (text: string): string[] => [...text.matchAll(/^a=((?:send|recv|inactive)\w*)\r$/gm)].map(([, direction = '']) => direction);

describe('the last word of the far side as an answer', () => {
	const rows: readonly [said: string, offered: string, answer: string][] = [
		['sendrecv', 'sendrecv', 'sendrecv'],
		['', 'sendrecv', 'sendrecv'],
		['sendrecv', 'sendonly', 'recvonly'],
		['recvonly', 'sendonly', 'recvonly'],
		['recvonly', 'sendrecv', 'recvonly'],
		['sendonly', 'sendrecv', 'sendonly'],
		['sendonly', 'sendonly', 'inactive'],
		['inactive', 'sendrecv', 'inactive'],
		['sendrecv', 'inactive', 'inactive'],
		['sendrecv', 'recvonly', 'sendonly'],
	];
	for (const [said, offered, answer] of rows) {
		it(`${said || 'nothing'} to ${offered} is ${answer}`, () => {
			const text = synthesizeAnswer({ remote: sdp([said, 'active']), local: sdp([offered, 'actpass']) }, sdp([offered, 'actpass']));
			assert.deepEqual(directions(text), [answer]);
		});
	}

	it('refuses a medium that the far side never agreed to', () => {
		const text = synthesizeAnswer({ remote: sdp(['sendrecv', 'active']), local: sdp(['sendrecv', 'actpass']) }, `${sdp(['sendrecv', 'actpass'])}m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=sendonly\r\n`);
		assert.deepEqual(directions(text), ['sendrecv', 'inactive']);
		assert.match(text, /^m=video 0 UDP\/TLS\/RTP\/SAVPF 96\r\nc=IN IP4 0\.0\.0\.0\r\na=mid:1\r$/m);
	});

	it('treats every medium by itself', () => {
		const text = synthesizeAnswer({ remote: sdp(['sendrecv', 'active'], ['recvonly', 'active']), local: sdp() }, sdp(['sendonly', 'actpass'], ['sendrecv', 'actpass']));
		assert.deepEqual(directions(text), ['recvonly', 'recvonly']);
	});

	for (const [remote, local, role] of [['active', 'actpass', 'active'], ['passive', 'actpass', 'passive'], ['actpass', 'active', 'passive'], ['actpass', 'passive', 'active']] as const) {
		it(`keeps the role of a far side that said ${remote} where we said ${local}: ${role}`, () => {
			const text = synthesizeAnswer({ remote: sdp(['sendrecv', remote]), local: sdp(['sendrecv', local]) }, sdp(['sendrecv', 'actpass']));
			assert.match(text, new RegExp(`^a=setup:${role}\r$`, 'm'));
		});
	}
});
