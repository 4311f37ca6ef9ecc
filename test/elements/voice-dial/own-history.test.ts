import { expect } from '@open-wc/testing';
import '../../../src/elements/voice-dial/voice-dial.js';
import type { VoiceDial } from '../../../src/elements/voice-dial/voice-dial.js';
import type { VoicePhone } from '../../../src/elements/voice-phone/voice-phone.js';
import { nextTask } from '../../support/section.js';

describe('the history of a phone that voice-dial makes', () => {
	const made = async (attributes: string): Promise<{ dial: VoiceDial; history: () => string | undefined }> => {
		document.body.innerHTML = `<voice-dial server="wss://voice.test" connect="use" without-registration ${attributes}></voice-dial>`;
		const dial = document.querySelector('voice-dial')!;
		await dial.updateComplete;
		return { dial, history: () => document.querySelector<VoicePhone>('voice-phone')?.history ?? undefined };
	};
	// A removed element gives up its share of a phone in the next task.
	afterEach(async () => {
		document.body.replaceChildren();
		await nextTask();
	});

	it('is none for a call button', async () => expect((await made('to="1000"')).history()).to.equal('none'));

	it('is what the page says', async () => expect((await made('to="1000" history="tab"')).history()).to.equal('tab'));

	it('is kept for a number field', async () => expect((await made('')).history()).to.equal(undefined));

	it('follows a number that is set by script', async () => {
		const { dial, history } = await made('');
		dial.to = '1000';
		await dial.updateComplete;
		expect(history()).to.equal('none');
		dial.to = '';
		await dial.updateComplete;
		expect(history()).to.equal(undefined);
	});
});
