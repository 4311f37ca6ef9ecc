import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fragmentsOf, outlookOf, relaysOf, type CandidateGoal, type Outlook } from '../../src/rtc/candidates.js';

const HOST = 'a=candidate:1 1 udp 2122260223 192.0.2.2 50000 typ host generation 0';
const HOST_RTCP = 'a=candidate:1 2 udp 2122260222 192.0.2.2 50001 typ host';
const HOST_V6 = 'a=candidate:2 1 udp 2122262783 2001:db8::2 50000 typ host';
const MDNS = 'a=candidate:3 1 udp 2122262783 0b3e5c1e-8d2a-4f6e-9a0e-6d2f1b3c4d5e.local 50000 typ host';
const TCP = 'a=candidate:4 1 tcp 1518280447 192.0.2.2 9 typ host tcptype active';
const REFLEXIVE = 'a=candidate:5 1 udp 1686052607 198.51.100.7 50000 typ srflx raddr 0.0.0.0 rport 0';
const RELAYED = 'a=candidate:6 1 udp 41885439 203.0.113.9 60000 typ relay raddr 0.0.0.0 rport 0';

const audio = (...candidates: string[]): string => ['m=audio 9 UDP/TLS/RTP/SAVPF 111', 'a=mid:0', ...candidates, ''].join('\r\n');
const video = (...candidates: string[]): string => ['m=video 9 UDP/TLS/RTP/SAVPF 96', 'a=mid:1', ...candidates, ''].join('\r\n');
const SESSION = 'v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\n';

describe('how far the candidates of an offer reach', () => {
	const rows: readonly [what: string, sections: string, goal: CandidateGoal, outlook: Outlook][] = [
		['no candidate', audio(), 'host', 'none'],
		['IPv4 over UDP', audio(HOST), 'host', 'enough'],
		['the RTCP component alone', audio(HOST_RTCP), 'host', 'none'],
		['IPv6 alone', audio(HOST_V6), 'host', 'some'],
		['an mDNS name alone', audio(MDNS), 'host', 'some'],
		['TCP alone', audio(TCP), 'host', 'none'],
		['a reflexive one where a host one would do', audio(REFLEXIVE), 'host', 'enough'],
		['a host one where the Internet is to be reached', audio(HOST), 'reflexive', 'some'],
		['a reflexive one', audio(HOST, REFLEXIVE), 'reflexive', 'enough'],
		['a relayed one', audio(HOST, RELAYED), 'reflexive', 'enough'],
		['a reflexive one where only a relay will do', audio(REFLEXIVE), 'relay', 'some'],
		['a relayed one where only a relay will do', audio(RELAYED), 'relay', 'enough'],
		['sound that is ready and a picture that is not', audio(HOST) + video(), 'host', 'some'],
		['sound and picture', audio(HOST) + video(HOST), 'host', 'enough'],
		['a picture that is refused', audio(HOST) + video().replace('m=video 9', 'm=video 0'), 'host', 'enough'],
	];
	for (const [what, sections, goal, outlook] of rows) {
		it(`${what}: ${outlook}`, () => assert.equal(outlookOf({ type: 'offer', sdp: SESSION + sections }, goal), outlook));
	}

	it('asks nothing of a section that an answer bundles onto another', () => {
		assert.equal(outlookOf({ type: 'answer', sdp: SESSION + audio(HOST) + video() }, 'host'), 'enough');
	});

	it('survives a description without SDP', () => {
		assert.equal(outlookOf({ type: 'offer' }, 'host'), 'enough');
	});
});

describe('what else a description or a list of servers tells', () => {
	it('finds the ICE user fragments', () => {
		assert.deepEqual(fragmentsOf('a=ice-ufrag:abcd\r\na=ice-pwd:x\r\nm=video\r\na=ice-ufrag:efgh\r\n'), ['abcd', 'efgh']);
	});

	for (const [urls, relays] of [['stun:a', []], ['turn:a', ['turn:a']], ['turns:a?transport=tcp', ['turns:a?transport=tcp']], [['stun:a', 'TURN:b'], ['TURN:b']]] as const) {
		it(`finds what can relay in ${String(urls)}`, () => assert.deepEqual(relaysOf([{ urls: urls as string | string[] }]), relays));
	}
});
