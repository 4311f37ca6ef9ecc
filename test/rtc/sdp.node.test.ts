import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
	attributesOf, bundledMids, candidatesOf, connectionAddressOf, directionOf, firstMedia, formatsOf, isRejected, kindOf,
	midOf, portOf, rejected, splitSdp, withBundle, withDirection, withDtlsRole, withFormats, withNextVersion, withOrigin,
	withoutAttributes,
} from '../../src/rtc/sdp.js';

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

	it('names no mid where the rejected medium has none', () => {
		assert.equal(rejected('m=video 9 RTP/AVP 96\n'), 'm=video 0 RTP/AVP 96\r\nc=IN IP4 0.0.0.0\r\na=inactive\r\n');
	});

	it('tells kind, port, formats and address of a medium', () => {
		assert.deepEqual([kindOf(audio), portOf(audio), formatsOf(audio), connectionAddressOf(audio)], ['audio', 49170, ['111', '0'], '192.0.2.1']);
		assert.deepEqual([kindOf('v=0\r\n'), portOf('v=0\r\n'), formatsOf(''), connectionAddressOf('')], ['', NaN, [], undefined]);
	});

	it('keeps only the formats that are asked for', () => {
		assert.equal(withFormats(audio, ['0']), audio.replace(' 111 0', ' 0'));
	});

	it('tells the values of an attribute, and takes no other for it', () => {
		const sdp = 'a=setup:actpass\r\na=setupx:1\r\na=x-setup:2\r\na=setup: passive \n';
		assert.deepEqual(attributesOf(sdp, 'setup'), ['actpass', 'passive']);
		assert.deepEqual(attributesOf(sdp, 'mid'), []);
	});

	it('removes attributes, and no other lines', () => {
		assert.equal(withoutAttributes(`a=group:BUNDLE 0\r\n${audio}`, 'group', 'mid', 'sendrecv'), audio.replace('a=mid:0\r\na=sendrecv\r\n', ''));
	});

	it('tells and replaces the BUNDLE group', () => {
		assert.deepEqual(bundledMids('v=0\r\na=group:LS 1 2\r\na=group:BUNDLE 0 v-1\r\n'), ['0', 'v-1']);
		assert.deepEqual(bundledMids('v=0\r\n'), []);
		assert.equal(withBundle('a=group:BUNDLE 0 1\r\n', ['1']), 'a=group:BUNDLE 1\r\n');
		assert.equal(withBundle('v=0\r\n', ['1']), 'v=0\r\n');
	});

	it('tells the candidates for RTP, and not those for RTCP', () => {
		const sdp = 'a=candidate:1 1 UDP 99 192.0.2.1 4000 typ host\r\na=candidate:1 2 UDP 98 192.0.2.1 4001 typ host\r\n';
		assert.deepEqual(candidatesOf(sdp), [{ protocol: 'udp', address: '192.0.2.1', type: 'host' }]);
	});

	it('chooses a DTLS role only where that is open', () => {
		assert.equal(withDtlsRole('a=setup:actpass\r\na=setup:passive\r\n', 'active'), 'a=setup:active\r\na=setup:passive\r\n');
	});

	it('raises its version, and takes another name', () => {
		const sdp = 'v=0\r\no=- 12 9 IN IP4 127.0.0.1\r\ns=-\r\n';
		assert.equal(withNextVersion(sdp), sdp.replace(' 9 ', ' 10 '));
		assert.equal(withOrigin(sdp, 'x'), 'v=0\r\no=x 12 9 IN IP4 127.0.0.1\r\ns=x\r\n');
	});
});
