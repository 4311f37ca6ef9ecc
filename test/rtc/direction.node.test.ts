import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { directionWhen, holdsUs } from '../../src/rtc/direction.js';

describe('the direction of a medium', () => {
	const rows = [
		['sendrecv', 'sendonly', 'sendrecv'],
		['recvonly', 'inactive', 'recvonly'],
		['sendonly', 'sendonly', 'sendrecv'],
		['inactive', 'inactive', 'recvonly'],
		['stopped', 'stopped', 'stopped'],
	] as const;
	for (const [direction, held, resumed] of rows) {
		it(`${direction} is ${held} when held, ${resumed} when resumed`, () => {
			assert.deepEqual([directionWhen(true, direction), directionWhen(false, direction)], [held, resumed]);
		});
	}
});

describe('whether a description has us on hold', () => {
	const sdp = (media: string, session = ''): string => `v=0\r\nc=IN IP4 192.0.2.1\r\n${session}${media}`;
	const rows: readonly [what: string, sdp: string, held: boolean][] = [
		['both directions', sdp('m=audio 4000 RTP/SAVPF 0\r\na=sendrecv\r\n'), false],
		['no direction, which is both', sdp('m=audio 4000 RTP/SAVPF 0\r\n'), false],
		['sendonly', sdp('m=audio 4000 RTP/SAVPF 0\r\na=sendonly\r\n'), true],
		['inactive', sdp('m=audio 4000 RTP/SAVPF 0\r\na=inactive\r\n'), true],
		['recvonly, the answer to our own hold', sdp('m=audio 4000 RTP/SAVPF 0\r\na=recvonly\r\n'), false],
		['sendonly for the whole session', sdp('m=audio 4000 RTP/SAVPF 0\r\n', 'a=sendonly\r\n'), true],
		['a medium that says otherwise than the session', sdp('m=audio 4000 RTP/SAVPF 0\r\na=sendrecv\r\n', 'a=sendonly\r\n'), false],
		['sound held, picture not', sdp('m=audio 4000 RTP/SAVPF 0\r\na=sendonly\r\nm=video 4002 RTP/SAVPF 96\r\na=sendrecv\r\n'), false],
		['sound held, picture refused', sdp('m=audio 4000 RTP/SAVPF 0\r\na=sendonly\r\nm=video 0 RTP/SAVPF 96\r\n'), true],
		['sound held beside a data channel', sdp('m=audio 4000 RTP/SAVPF 0\r\na=sendonly\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n'), true],
		['the address 0.0.0.0', sdp('m=audio 4000 RTP/SAVPF 0\r\nc=IN IP4 0.0.0.0\r\n'), true],
		['the address 0.0.0.0 of ICE', sdp('m=audio 9 UDP/TLS/RTP/SAVPF 0\r\nc=IN IP4 0.0.0.0\r\n'), false],
		['no medium at all', sdp(''), false],
		['nothing', '', false],
	];
	for (const [what, text, held] of rows) it(`${what}: ${held ? 'held' : 'not held'}`, () => assert.equal(holdsUs(text), held));
});
