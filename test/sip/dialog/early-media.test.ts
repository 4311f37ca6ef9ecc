import { expect } from '@open-wc/testing';
import type { WireFrame, Rule } from '../../../src/pbx/wire.js';
import { hears } from '../../support/tones.js';
import { Lab, type OurCall } from './support/lab.js';
import { eventually } from './support/party.js';

const isAnswer = ({ to, method, status }: WireFrame): boolean => to === 'client' && method === 'INVITE' && status === 200;
const asProgress = (text: string): string => text.replace('SIP/2.0 200 OK', 'SIP/2.0 183 Session Progress');
const withoutSdp = (text: string): string => text.replace(/Content-Type:.*\r\n/i, '').replace(/Content-Length:.*/i, 'Content-Length: 0').replace(/\r\n\r\n[^]*$/, '\r\n\r\n');
const progress = (call: OurCall): boolean[] => call.facts.flatMap((fact) => (fact.type === 'progress' ? [fact.earlyMedia] : []));

/** A server that sends the callee's answer, and so its sound, as 183s first; the 200 when `taken` says so. */
function earlyServer(progresses: number, last: (text: string) => string = (text) => text): { rule: Rule; take: () => void } {
	let answer: WireFrame | undefined;
	let isTaken = false;
	const rule: Rule = (frame) => {
		if (!isAnswer(frame) || isTaken) return undefined;
		if (answer) return 'drop';
		answer = frame;
		return { replace: Array.from({ length: progresses }, () => asProgress(frame.text)) };
	};
	const take = (): void => {
		isTaken = true;
		answer?.connection.inject(last(answer.text));
	};
	return { rule, take };
}

describe('early media', () => {
	let lab: Lab;
	beforeEach(() => void (lab = new Lab()));
	afterEach(() => lab.stop());

	for (const [what, progresses, last] of [
		['with the same answer in the 200', 1, (text: string) => text],
		['with no answer in the 200', 1, withoutSdp],
		['announced twice', 2, (text: string) => text],
	] as const) {
		it(`is heard before the call is taken, and the call after that, ${what}`, async () => {
			const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
			const { rule, take } = earlyServer(progresses, last);
			lab.wire.intercept(rule);
			const call = alice.call('1001');
			const other = await bob.incoming();
			await call.until('early');
			void other.answer();
			await eventually(() => call.session.remoteStream !== undefined, 'something arrives');
			await hears(call.remoteStream, 620);
			expect(call.phase).to.equal('early');
			expect(progress(call)[0]).to.equal(false);
			expect(progress(call).at(-1)).to.equal(true);
			take();
			await call.until('confirmed');
			await hears(call.remoteStream, 620);
			await hears(other.remoteStream, 440);
		});
	}

	it('is not claimed by a 183 without sound', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const call = alice.call('1001');
		await bob.incoming();
		await call.until('early');
		expect(progress(call)).to.deep.equal([false]);
	});

	it('ends with the call that was never taken', async () => {
		const [alice, bob] = [await lab.ours('1000', 440), await lab.plain('1001', 620)];
		const { rule, take } = earlyServer(1, (text) => withoutSdp(text.replace('200 OK', '480 Temporarily Unavailable')));
		lab.wire.intercept(rule);
		const call = alice.call('1001');
		void (await bob.incoming()).answer().catch(() => undefined);
		await eventually(() => call.session.remoteStream !== undefined, 'something arrives');
		await hears(call.remoteStream, 620);
		const connection = call.connection!;
		take();
		await call.until('terminated');
		expect(call.termination).to.include({ by: 'remote', cause: 'unavailable', status: 480 });
		expect(connection.signalingState).to.equal('closed');
	});
});
