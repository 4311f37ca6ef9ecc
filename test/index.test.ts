import { expect } from '@open-wc/testing';
import type * as VoiceElements from '../src/index.js';
import { blankPage } from './support/blank-page.js';

const TAGS = ['voice-phone', 'voice-dial', 'voice-call', 'voice-chat'] as const;

describe('the script', () => {
	it('defines the four elements and exports their classes', async () => {
		const page = await blankPage(TAGS.map((tag) => `<${tag}></${tag}>`).join(''));
		const { VoicePhone, VoiceDial, VoiceCall, VoiceChat } = await page.load('/src/index.ts') as typeof VoiceElements;
		for (const [index, element] of [VoicePhone, VoiceDial, VoiceCall, VoiceChat].entries()) {
			expect(page.document.querySelector(TAGS[index]!)).to.be.instanceOf(element);
		}
	});

	for (const tag of TAGS) {
		it(`has a module for <${tag}> alone, which also makes phones`, async () => {
			const page = await blankPage(`<${tag} server="wss://127.0.0.1:9" connect="use"></${tag}>`);
			await page.load(`/src/elements/${tag}/${tag}.ts`);
			expect([...page.document.querySelectorAll(':not(:defined)')]).to.deep.equal([]);
			expect(page.document.querySelectorAll('voice-phone').length).to.equal(1);
		});
	}

	it('exports a Phone that needs no wiring, and is what <voice-phone> has', async () => {
		const page = await blankPage('<voice-phone connect="use"></voice-phone>');
		const { Phone } = await page.load('/src/index.ts') as typeof VoiceElements;
		expect(page.document.querySelector('voice-phone')!.phone).to.be.instanceOf(Phone);
		expect(new Phone({ server: 'wss://127.0.0.1:9' }).state.connection.phase).to.equal('idle');
		expect(() => new Phone({ dtmf: 'info', connect: 'later' as 'load' })).to.throw('“connect” should be “load” or “use”');
	});

	it('does not evaluate JsSIP before a phone connects', async () => {
		const page = await blankPage('<voice-phone connect="use" server="wss://127.0.0.1:9"></voice-phone><voice-dial></voice-dial>');
		await page.load('/src/index.ts');
		const loaded = page.document.defaultView!.performance.getEntriesByType('resource').map(({ name }) => name);
		expect(loaded.some((name) => name.includes('voice-phone'))).to.equal(true);
		expect(loaded.filter((name) => name.includes('jssip'))).to.deep.equal([]);
	});
});
