import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { Pbx } from '../../src/pbx/pbx.js';
import { RawClient } from '../support/raw-client.js';
import { recording, type RecordedFrame } from '../support/recording.js';

const unlimited = { burst: 1e9, framesPerSecond: 1e9 };
const echo = { matches: (number: string) => number === '07010002000', isOpen: true, answer: () => Promise.reject(new Error('no media')) };

for (const manners of ['plain', 'freeswitch'] as const) {
	describe(`hostile frames at a server with ${manners} manners`, () => {
		let frames: readonly RecordedFrame[];
		let pbx: Pbx;
		let client: RawClient;

		before(async () => {
			frames = await recording('freeswitch/register', 'freeswitch/call-out', 'freeswitch/room-text', 'freeswitch/attended-transfer');
			pbx = new Pbx({ manners, limits: unlimited, services: [echo] });
			client = new RawClient(pbx, '1000');
		});
		after(() => pbx.stop());

		const stillServes = async (): Promise<void> => {
			client.received.length = 0;
			assert.equal((await client.ask(client.request('OPTIONS', 'sip:voice.test'))).status, 200);
		};

		it('does not fall over recorded frames with a piece exchanged', async () => {
			fc.assert(fc.property(fc.nat(frames.length - 1), fc.nat(), fc.nat(40), fc.string({ unit: 'binary', maxLength: 40 }), (index, at, length, piece) => {
				const { text } = frames[index] as RecordedFrame;
				const start = at % text.length;
				client.connection.receive(text.slice(0, start) + piece + text.slice(start + length));
			}), { numRuns: 2000 });
			await stillServes();
		});

		for (const [what, piece] of Object.entries({
			'open quotes': '"\\'.repeat(30_000),
			'open brackets': '<'.repeat(60_000),
			'commas': ','.repeat(60_000),
			'spaces': ' '.repeat(60_000),
			'folded lines': '\r\n '.repeat(20_000),
			'per cent signs': '%'.repeat(60_000),
			'lone surrogates': '\ud800'.repeat(20_000),
		})) {
			it(`is not held up by 60 KB of ${what} in any header`, async () => {
				for (const header of ['Via', 'From', 'To', 'Call-ID', 'CSeq', 'Contact', 'Route', 'Authorization', 'Refer-To', 'Expires']) {
					client.send(client.request('REGISTER', 'sip:voice.test').set(header, piece));
				}
				await stillServes();
			});
		}

		it('forgets nothing of itself for names that objects have', async () => {
			for (const name of ['__proto__', 'constructor', 'hasOwnProperty', 'toString']) {
				assert.notEqual((await client.ask(client.request('MESSAGE', `sip:${name}@voice.test`))).status, 200);
			}
			await stillServes();
		});

		it('opens no door but the one to an open number', async () => {
			for (const method of ['REGISTER', 'MESSAGE', 'REFER', 'SUBSCRIBE']) {
				const request = client.request(method, 'sip:07010002000@voice.test', { headers: [['Contact', '<sip:mallory@evil.invalid>']] });
				client.send(request);
				assert.ok([401, 407].includes((await client.response(request)).status), method);
			}
			assert.equal(pbx.registrations.size, 0);
		});
	});
}
