import { expect } from '@open-wc/testing';
import type { Call } from '../../../src/core/call/call.js';
import type { VoiceDial } from '../../../src/elements/voice-dial/voice-dial.js';
import '../../../src/elements/voice-dial/voice-dial.js';
import { nextTask, section } from '../../support/section.js';

const button = (to: string): string => `<voice-dial server="wss://voice.test" uri="sip:web@voice.test" connect="use" without-registration to="sip:${to}@voice.test">Call</voice-dial>`;
const phones = (): Element[] => [...document.querySelectorAll('voice-phone')];

/** Two call buttons of one account, of which one is calling. */
async function calling(): Promise<{ first: VoiceDial; second: VoiceDial; call: Call }> {
	const part = section(button('sales') + button('support'));
	const [first, second] = [...part.querySelectorAll('voice-dial')];
	await nextTask();
	return { first: first!, second: second!, call: first!.dial()! };
}

describe('call buttons of one account', () => {
	it('end their own call when they are removed, and leave the phone to the others', async () => {
		const { first, second, call } = await calling();
		first.remove();
		await nextTask();
		await nextTask();
		expect([call.state.phase, phones().length]).to.deep.equal(['terminated', 1]);
		expect(second.dial('sip:support@voice.test')?.state.phase).to.equal('trying');
	});

	it('leave the call of another alone', async () => {
		const { second, call } = await calling();
		second.remove();
		await nextTask();
		await nextTask();
		expect([call.state.phase, phones().length]).to.deep.equal(['trying', 1]);
	});

	it('keep their call when they are moved', async () => {
		const { first, second, call } = await calling();
		second.after(first);
		await nextTask();
		await nextTask();
		expect(call.state.phase).to.equal('trying');
	});
});
