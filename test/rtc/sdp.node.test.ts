import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { directionOf, firstMedia, isRejected, midOf, rejected, splitSdp, withDirection } from '../../src/rtc/sdp.js';

const audio = 'm=audio 49170 UDP/TLS/RTP/SAVPF 111 0\r\nc=IN IP4 192.0.2.1\r\na=mid:0\r\na=sendrecv\r\n';
const video = 'm=video 0 UDP/TLS/RTP/SAVPF 96\r\na=mid:v-1\r\na=inactive\r\n';

describe('a session description', () => {
	it('is cut where its media begin, and loses nothing', () => {
		const session = 'v=0\r\ns=-\r\na=group:BUNDLE 0\r\n';
		const parts = splitSdp(session + audio + video);
		assert.deepEqual(parts, { session, media: [audio, video] });
		assert.deepEqual(splitSdp(session), { session, media: [] });
		assert.deepEqual(splitSdp(''), { session: '', media: [] });
	});

	it('is cut after its first media', () => {
		assert.deepEqual([0, 1, 2, 3].map((count) => firstMedia(`v=0\r\n${audio}${video}`, count)), ['v=0\r\n', `v=0\r\n${audio}`, `v=0\r\n${audio}${video}`, `v=0\r\n${audio}${video}`]);
	});

	it('tells direction and mid of a medium, and whether it is rejected', () => {
		assert.deepEqual([audio, video, 'm=audio 1 RTP/AVP 0\r\n'].map((medium) => [directionOf(medium), midOf(medium), isRejected(medium)]), [['sendrecv', '0', false], ['inactive', 'v-1', true], [undefined, '', false]]);
	});

	it('takes no other attribute for a direction', () => {
		assert.equal(directionOf('m=audio 1 RTP/AVP 0\r\na=sendonlyx\r\na=x-sendonly\r\n'), undefined);
	});

	it('changes a direction, or states one', () => {
		assert.equal(directionOf(withDirection(audio, 'recvonly')), 'recvonly');
		assert.equal(withDirection('m=audio 1 RTP/AVP 0\r\n', 'sendonly'), 'm=audio 1 RTP/AVP 0\r\na=sendonly\r\n');
	});

	it('rejects a medium by its port, and keeps its formats and mid', () => {
		assert.equal(rejected(audio), 'm=audio 0 UDP/TLS/RTP/SAVPF 111 0\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\na=inactive\r\n');
		assert.ok(isRejected(rejected(audio)));
	});
});
