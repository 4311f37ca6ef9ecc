import { consume, ContextEvent, createContext } from '@lit/context';
import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { phoneContext } from '../../src/context/phone-context.js';
import type { Phone } from '../../src/core/phone.js';
import type { VoicePhone } from '../../src/elements/voice-phone/voice-phone.js';
import '../../src/elements/voice-phone/voice-phone.js';
import { nameOf } from '../support/name-of.js';
import { section } from '../support/section.js';

/** An element of the page's own, that knows nothing but the context. */
class ContextReader extends LitElement {
	@consume({ context: phoneContext, subscribe: true }) phone: Phone | undefined;
}

customElements.define('context-reader', ContextReader);

describe('an element of the page that consumes the context', () => {
	it('is given the phone around it', () => {
		const part = section('<voice-phone connect="use"></voice-phone><voice-phone id="a" connect="use"><context-reader></context-reader></voice-phone>');
		expect(nameOf(part.one<ContextReader>('context-reader').phone)).to.equal('a');
	});

	it('is given the document’s first, when none is around it', () => {
		const part = section('<voice-phone id="a" connect="use"></voice-phone><voice-phone connect="use"></voice-phone><context-reader></context-reader>');
		expect(nameOf(part.one<ContextReader>('context-reader').phone)).to.equal('a');
	});

	it('is told of the phone that takes its place', () => {
		const part = section('<voice-phone id="a" connect="use"><context-reader></context-reader></voice-phone><voice-phone id="b" connect="use"></voice-phone>');
		const { phone } = part.one<VoicePhone>('#b');
		part.one<VoicePhone>('#a').phone = phone;
		expect(part.one<ContextReader>('context-reader').phone === phone).to.equal(true);
	});

	it('is told nothing more when it asked only once', () => {
		const part = section('<voice-phone id="a" connect="use"><i></i></voice-phone><voice-phone id="b" connect="use"></voice-phone>');
		const given: string[] = [];
		part.one('i').dispatchEvent(new ContextEvent(phoneContext, part.one('i'), (phone) => given.push(nameOf(phone))));
		part.one<VoicePhone>('#a').phone = part.one<VoicePhone>('#b').phone;
		expect(given).to.deep.equal(['a']);
	});

	it('asks in vain for another context', () => {
		const part = section('<voice-phone connect="use"><i></i></voice-phone>');
		let answered = false;
		part.one('i').dispatchEvent(new ContextEvent(createContext<string>('another'), part.one('i'), () => (answered = true)));
		expect(answered).to.equal(false);
	});
});
