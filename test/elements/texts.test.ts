import { expect } from '@open-wc/testing';
import type { LitElement } from 'lit';
import '../../src/index.js';
import { section } from '../support/section.js';

/** Every text of the faces that has one from the beginning, with its attribute and that text. */
const texts = ['voice-dial', 'voice-call', 'voice-chat'].flatMap((tag) => {
	const face = document.createElement(tag);
	const { elementProperties } = face.constructor as typeof LitElement;
	return [...elementProperties].map(([name, { attribute }]) => ({ tag, name: String(name), attribute: typeof attribute === 'string' ? attribute : String(name), initial: Reflect.get(face, name) as unknown }));
}).filter(({ initial }) => typeof initial === 'string');

describe('a text of a face', () => {
	it('is among those that are tried here', () => {
		expect(texts.map(({ tag, attribute }) => `${tag} ${attribute}`)).to.have.members([
			...['voice-dial to', 'voice-dial placeholder', 'voice-dial fallback', 'voice-call controls', 'voice-chat to', 'voice-chat room'],
		]);
	});

	for (const { tag, name, attribute, initial } of texts) {
		for (const nothing of [null, undefined, {}]) {
			it(`is what it was first: <${tag}>.${name} = ${JSON.stringify(nothing)}`, () => {
				const face = document.createElement(tag);
				Reflect.set(face, name, '4711');
				Reflect.set(face, name, nothing);
				expect(Reflect.get(face, name)).to.equal(initial);
			});
		}

		it(`is what it was first: <${tag}> without ${attribute}, which it had`, () => {
			const face = document.createElement(tag);
			face.setAttribute(attribute, '4711');
			expect(Reflect.get(face, name)).to.equal('4711');
			face.removeAttribute(attribute);
			expect(Reflect.get(face, name)).to.equal(initial);
		});

		it(`is the digits of a number: <${tag}>.${name} = 4711`, () => {
			const face = document.createElement(tag);
			Reflect.set(face, name, 4711);
			expect(Reflect.get(face, name)).to.equal('4711');
		});
	}

	it('is drawn, whatever a framework gives and takes away', async () => {
		const page = section('<voice-phone connect="use"></voice-phone><voice-dial>Sales</voice-dial><voice-call></voice-call><voice-chat></voice-chat>');
		const faces = [page.one('voice-dial'), page.one('voice-call'), page.one('voice-chat')];
		for (const value of [9196, null, 'sip:sales@voice.test', undefined]) {
			for (const face of faces) {
				for (const { name } of texts.filter(({ tag }) => tag === face.localName)) Reflect.set(face, name, value);
				await face.updateComplete;
			}
			const button = page.one('voice-dial').shadowRoot?.querySelector('[part~=keypad]') ? undefined : page.one('voice-dial').to;
			expect(button).to.equal(value ? String(value) : undefined);
		}
	});
});
