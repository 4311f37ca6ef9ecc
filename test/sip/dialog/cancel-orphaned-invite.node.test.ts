import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cancelOf } from '../../../src/sip/dialog/cancel-orphaned-invite.js';

it('a CANCEL repeats what identifies its INVITE, and nothing else', () => {
	const kept = ['Via: SIP/2.0/WS x.invalid;branch=z9hG4bK1', 'Max-Forwards: 69', 'Route: <sip:edge.example;lr>', 'To: <sip:bob@voice.test>', 'From: "Alice" <sip:alice@voice.test>;tag=a', 'Call-ID: 1@x'];
	const invite = ['INVITE sip:bob@voice.test SIP/2.0', ...kept, 'CSeq: 7 INVITE', 'Authorization: Digest username="alice"', 'Contact: <sip:x@x.invalid>', 'Content-Type: application/sdp', 'Content-Length: 5', '', 'CSeq:'];
	assert.deepEqual(cancelOf(invite.join('\r\n')).split('\r\n'), ['CANCEL sip:bob@voice.test SIP/2.0', ...kept, 'CSeq: 7 CANCEL', 'Content-Length: 0', '', '']);
});
