import { expect } from '@open-wc/testing';
import type { LitElement } from 'lit';
import '../../src/index.js';
import { blankPage } from '../support/blank-page.js';
import { section } from '../support/section.js';

/** Text, and whether it stands for true; given as an attribute or as a property. */
const texts: readonly [text: string, read: boolean][] = [['false', false], ['FALSE', false], [' false ', false], ['', true], ['true', true], ['video', true], ['falsehood', true]];

/** Every boolean of every element, with its attribute. */
const booleans = ['voice-phone', 'voice-dial', 'voice-call', 'voice-chat'].flatMap((tag) => {
	const { elementProperties } = customElements.get(tag) as typeof LitElement;
	return [...elementProperties].filter(([, { type }]) => type === Boolean).map(([name, { attribute }]) => {
		return { tag, name, attribute: typeof attribute === 'string' ? attribute : String(name) };
	});
});

describe('a boolean', () => {
	it('is among those that are tried here', () => {
		expect(booleans.map(({ tag, attribute }) => `${tag} ${attribute}`)).to.include.members([
			...['voice-phone sign-in', 'voice-phone without-registration', 'voice-phone do-not-disturb', 'voice-phone video'],
			...['voice-dial without-keypad', 'voice-dial fallback-first', 'voice-dial video'],
		]);
	});

	for (const { tag, name, attribute } of booleans) {
		for (const [text, read] of texts) {
			it(`is ${String(read)}: <${tag} ${attribute}="${text}">`, () => {
				const element = document.createElement(tag);
				element.setAttribute(attribute, text);
				expect(Reflect.get(element, name)).to.equal(read);
				element.removeAttribute(attribute);
				expect(Reflect.get(element, name)).to.equal(false);
			});

			it(`is ${String(read)}: <${tag}>.${String(name)} = "${text}"`, () => {
				const element = document.createElement(tag);
				Reflect.set(element, name, !read);
				Reflect.set(element, name, text);
				expect(Reflect.get(element, name)).to.equal(read);
			});
		}

		it(`is itself: <${tag}>.${String(name)} = true, and false`, () => {
			const [element, other] = [document.createElement(tag), document.createElement(tag)];
			for (const value of [true, false]) {
				Reflect.set(element, name, value);
				expect([Reflect.get(element, name), Reflect.get(other, name)]).to.deep.equal([value, false]);
			}
		});
	}

	it('directs the phone, and changes with it', async () => {
		const phone = section('<voice-phone connect="use" do-not-disturb="false"></voice-phone>').one('voice-phone');
		await phone.updateComplete;
		expect(phone.phone.state.doNotDisturb).to.equal(false);
		Reflect.set(phone, 'doNotDisturb', 'true');
		await phone.updateComplete;
		expect(phone.phone.state.doNotDisturb).to.equal(true);
		Reflect.set(phone, 'doNotDisturb', 'false');
		await phone.updateComplete;
		expect(phone.phone.state.doNotDisturb).to.equal(false);
	});

	it('is shown: a keypad that is not left out', async () => {
		const dial = section('<voice-dial without-keypad="false"></voice-dial>').one('voice-dial');
		await dial.updateComplete;
		expect(dial.shadowRoot?.querySelector('[part~=keypad]')).not.to.equal(null);
		dial.setAttribute('without-keypad', '');
		await dial.updateComplete;
		expect(dial.shadowRoot?.querySelector('[part~=keypad]')).to.equal(null);
	});

	it('is handed on by a face with a phone of its own', () => {
		section('<voice-dial server="wss://voice.test" connect="use" do-not-disturb="false" without-registration="true"></voice-dial>');
		const phone = document.querySelector('voice-phone');
		expect([phone?.doNotDisturb, phone?.withoutRegistration]).to.deep.equal([false, true]);
	});

	it('was set before its script came', async () => {
		const page = await blankPage('<voice-phone connect="use"></voice-phone>');
		const phone = page.document.querySelector('voice-phone')!;
		Object.assign(phone, { doNotDisturb: 'false', signIn: 'true' });
		await page.load('/src/elements/voice-phone/voice-phone.ts');
		await phone.updateComplete;
		expect([phone.doNotDisturb, phone.signIn]).to.deep.equal([false, true]);
	});
});
