import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import { english } from '../../src/i18n/english.js';
import { addTranslation } from '../../src/i18n/sources.js';
import { LocalizeController } from '../../src/i18n/localize-controller.js';

class SpokenWord extends LitElement {
	readonly localize = new LocalizeController(this);

	protected override render(): TemplateResult {
		return html`<p lang=${this.localize.language}>${this.localize.text('call.answer')}</p>`;
	}
}

customElements.define('spoken-word', SpokenWord);

const said = (word: SpokenWord): string => word.shadowRoot?.textContent?.trim() ?? '';

/** Until an attribute that changed was seen, and shown. */
async function seen(word: SpokenWord): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve));
	await word.updateComplete;
}

/** Until what a language needs has arrived, if it needs anything. */
async function settled(word: SpokenWord): Promise<void> {
	await Promise.all([import('../../src/i18n/russian.js'), import('../../src/i18n/chinese.js')]);
	await seen(word);
	await seen(word);
}

async function wordIn(language: string): Promise<SpokenWord> {
	const around = await fixture<HTMLElement>(html`<div lang=${language}><spoken-word></spoken-word></div>`);
	return around.firstElementChild as SpokenWord;
}

describe('the language of an element', () => {
	for (const [language, word] of [['en', 'Answer'], ['de', 'Annehmen'], ['de-CH-1996', 'Annehmen'], ['DE', 'Annehmen'], ['fr', 'Answer'], ['x"y', 'Answer']] as const) {
		it(`is that of lang="${language}" as far as we speak it`, async () => expect(said(await wordIn(language))).to.equal(word));
	}

	for (const [language, word] of [
		['ru', 'Ответить'], ['ru-KZ', 'Ответить'],
		['zh', '接听'], ['zh-CN', '接听'], ['zh-SG', '接听'], ['zh-Hans', '接听'], ['zh-Hans-HK', '接听'], ['ZH-cn', '接听'],
		['zh-TW', 'Answer'], ['zh-HK', 'Answer'], ['zh-Hant', 'Answer'], ['zh-Hant-CN', 'Answer'],
	] as const) {
		it(`is ${word === 'Answer' ? 'not Chinese in other characters' : 'fetched'} for lang="${language}"`, async () => {
			const spoken = await wordIn(language);
			await settled(spoken);
			expect(said(spoken)).to.equal(word);
		});
	}

	it('says which language it speaks in place of one it does not', async () => {
		const word = await wordIn('fr');
		expect(word.shadowRoot?.querySelector('p')?.lang).to.equal('en');
	});

	it('keeps the region for numbers and times', async () => {
		expect((await wordIn('de-AT')).localize.locale).to.equal('de-AT');
		expect((await wordIn('fr-CA')).localize.locale).to.equal('en');
		const word = await wordIn('zh-SG');
		await settled(word);
		expect(word.localize.locale).to.equal('zh-SG');
	});

	it('changes with the page', async () => {
		const word = await wordIn('en');
		word.parentElement!.lang = 'de';
		await seen(word);
		expect(said(word)).to.equal('Annehmen');
	});

	it('is found across shadow roots, and follows them', async () => {
		const outer = await fixture<HTMLElement>(html`<div lang="en"></div>`);
		const root = outer.attachShadow({ mode: 'closed' });
		const word = new SpokenWord();
		root.append(word);
		await word.updateComplete;
		expect(said(word)).to.equal('Answer');
		outer.lang = 'de';
		await seen(word);
		expect(said(word)).to.equal('Annehmen');
	});

	it('follows an element that is moved', async () => {
		const word = await wordIn('en');
		const other = await fixture<HTMLElement>(html`<div lang="de"></div>`);
		other.append(word);
		await word.updateComplete;
		expect(said(word)).to.equal('Annehmen');
	});

	it('takes a translation that is fetched when it is needed, once', async () => {
		let fetched = 0;
		addTranslation('eo', () => Promise.resolve({ ...english, 'call.answer': `Respondi ${++fetched}` }));
		expect(fetched).to.equal(0);
		const [word, other] = [await wordIn('eo'), await wordIn('eo')];
		await seen(word);
		await seen(other);
		expect([said(word), said(other)]).to.deep.equal(['Respondi 1', 'Respondi 1']);
	});

	it('lets the page replace a translation that is on its way', async () => {
		let arrive = (_translation: typeof english): void => undefined;
		addTranslation('vo', () => new Promise((resolve) => (arrive = resolve as typeof arrive)));
		const word = await wordIn('vo');
		addTranslation('vo', { ...english, 'call.answer': 'Gespikön' });
		arrive(english);
		await seen(word);
		expect(said(word)).to.equal('Gespikön');
	});

	it('asks for it again when the page is online again', async () => {
		let asked = 0;
		addTranslation('ia', () => (asked++ === 0 ? Promise.reject(new Error('offline')) : Promise.resolve({ ...english, 'call.answer': 'Responder' })));
		const word = await wordIn('ia');
		await seen(word);
		expect(said(word)).to.equal('Answer');
		dispatchEvent(new Event('online'));
		await seen(word);
		await seen(word);
		expect([said(word), asked]).to.deep.equal(['Responder', 2]);
	});

	it('stays English when a translation cannot be fetched, and asks again later', async () => {
		let asked = 0;
		addTranslation('tlh', () => (asked++ === 0 ? Promise.reject(new Error('offline')) : Promise.resolve({ ...english, 'call.answer': 'jang' })));
		const word = await wordIn('tlh');
		await seen(word);
		expect(said(word)).to.equal('Answer');
		word.parentElement!.lang = 'en';
		await seen(word);
		word.parentElement!.lang = 'tlh';
		await seen(word);
		await seen(word);
		expect(said(word)).to.equal('jang');
	});
});
