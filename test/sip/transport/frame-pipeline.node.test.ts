import assert from 'node:assert/strict';
import { it } from 'node:test';
import { pingFrame } from '../../../src/sip/transport/ping.js';
import { Trace } from '../../../src/net/trace.js';
import { redact } from '../../../src/sip/message/redact.js';
import { FramePipeline } from '../../../src/sip/transport/frame-pipeline.js';

const ping = pingFrame({ uri: 'sip:1000@voice.test', host: 'voice.test' }, 'wss://voice.test');
const answer = ping.replace(/^.*\r\n/, 'SIP/2.0 200 OK\r\n');

it('the trace keeps what one looks for: neither a ping nor its answer pushes it out, and both count', () => {
	const trace = new Trace(redact);
	let answers = 0;
	const asked: string[] = [];
	const traffic = new FramePipeline({ trace, challengeMs: 0, send: () => true, deliver: () => assert.fail('JsSIP knows nothing of it'), requestSent: (method) => asked.push(method), answered: () => answers++, registration: () => undefined });
	traffic.send(ping.replaceAll('ping-', 'text-').replaceAll('OPTIONS', 'MESSAGE'));
	for (let times = 0; times < 300; times++) {
		traffic.send(ping);
		traffic.receive(answer);
	}
	assert.deepEqual(trace.entries.map(({ text }) => text.split(' ')[0]), ['MESSAGE']);
	assert.equal(answers, 300);
	assert.equal(asked.length, 301);
});
