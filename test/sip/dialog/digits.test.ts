import { expect } from '@open-wc/testing';
import type { WireFrame } from '../../../src/pbx/wire.js';
import { hears, listenTo } from '../../support/tones.js';
import { Lab, talking } from './support/lab.js';
import { eventually, pause } from './support/party.js';
import { answer } from './support/wire-rules.js';

const isInfo = ({ to, method, status }: WireFrame): boolean => to === 'server' && method === 'INFO' && status === undefined;
const isHeard = (stream: MediaStream, hz: number): boolean => listenTo(stream).levelAt(hz) > -45;

describe('digits', () => {
	let lab: Lab;
	beforeEach(() => void (lab = new Lab()));
	afterEach(() => lab.stop());

	it('within the sound are played at the far side as the two tones of each', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { near, far } = await talking(alice, bob);
		await hears(far.remoteStream, 440);
		const sent = near.session.sendDigits('5555555555');
		await eventually(() => isHeard(far.remoteStream, 770) && isHeard(far.remoteStream, 1336), 'the tones of 5 are heard');
		await sent;
		expect(lab.wire.frames.filter(isInfo)).to.have.length(0);
	});

	it('within the sound are refused where the far side takes none', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		lab.wire.intercept(({ to, method, status, text }) => (to === 'client' && method === 'INVITE' && status === 200 ? { replace: withoutTelephoneEvents(text) } : undefined));
		const { near } = await talking(alice, bob);
		const error = await near.session.sendDigits('1').catch((thrown: unknown) => thrown) as { code: string; message: string };
		expect(error.code).to.equal('unsupported');
		expect(near.phase).to.equal('confirmed');
	});

	it('as INFO go one after another, with a pause where one is asked for', async () => {
		const [alice, bob] = [await lab.ours('1000', 440, { account: { dtmf: 'info' } }), await lab.plain('1001', 620)];
		const { near } = await talking(alice, bob);
		await near.session.sendDigits('1#,D');
		const sent = lab.wire.frames.filter(isInfo);
		expect(sent.map(({ text }) => /Signal=(.)\r\nDuration=100/.exec(text)?.[1])).to.deep.equal(['1', '#', 'D']);
		expect(sent[2]!.at - sent[1]!.at).to.be.at.least(1990);
	});

	for (const status of ['500 Server Internal Error', '408 Request Timeout', '481 Call/Transaction Does Not Exist', '415 Unsupported Media Type']) {
		it(`as INFO, refused with ${status}, reject and the call goes on`, async () => {
			const [alice, bob] = [await lab.ours('1000', 440, { account: { dtmf: 'info' } }), await lab.plain('1001', 620)];
			const { near } = await talking(alice, bob);
			lab.wire.intercept(answer(isInfo, status));
			const error = await near.session.sendDigits('12').catch((thrown: unknown) => thrown) as { code: string };
			expect(error.code).to.be.oneOf(['refused', 'timeout']);
			expect(lab.wire.frames.filter(isInfo)).to.have.length(1);
			await pause(500);
			expect(near.phase).to.equal('confirmed');
			await hears(near.remoteStream, 620);
		});
	}
});

function withoutTelephoneEvents(text: string): string {
	const [head = '', sdp = ''] = text.split('\r\n\r\n');
	const payloads = [...sdp.matchAll(/^a=rtpmap:(\d+) telephone-event.*\r\n/gm)].map(([, payload = '']) => payload);
	const rest = payloads.reduce((lines, payload) => lines.replace(new RegExp(`^a=(?:rtpmap|fmtp):${payload} .*\\r\\n`, 'gm'), '').replace(new RegExp(`^(m=audio .*) ${payload}\\b`, 'm'), '$1'), sdp);
	return `${head.replace(/Content-Length:.*/i, `Content-Length: ${rest.length}`)}\r\n\r\n${rest}`;
}
