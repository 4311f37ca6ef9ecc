import { expect, waitUntil } from '@open-wc/testing';
import { Phone } from '../../src/core/phone.js';
import type { VoicePhone } from '../../src/elements/voice-phone/voice-phone.js';
import '../../src/elements/voice-phone/voice-phone.js';
import { nameOf } from '../support/name-of.js';
import { nextTask, section, type Section } from '../support/section.js';
import { SilentMedia } from '../support/silent-media.js';
import type { TestFace } from '../support/test-face.js';
import '../support/test-face.js';

const A = '<voice-phone id="a" connect="use"></voice-phone>';
const B = '<voice-phone id="b" connect="use"></voice-phone>';

function phoneOf(part: Section, selector: string): Phone {
	return part.one<VoicePhone>(selector).phone;
}

function pagesOwn(): Phone {
	return new Phone({}, { connect: () => Promise.reject(new Error('It never connects.')), media: new SilentMedia() });
}

describe('a face finds its phone', () => {
	it('at once, whether the phone comes before it, after it or around it', () => {
		for (const html of [`${A}<test-face></test-face>`, `<test-face></test-face>${A}`, '<voice-phone id="a" connect="use"><test-face></test-face></voice-phone>']) {
			const part = section(html);
			expect(nameOf(part.one('test-face').finder.phone), html).to.equal('a');
			part.replaceChildren();
		}
	});

	it('as soon as there is one', async () => {
		const part = section('<test-face></test-face>');
		const face = part.one('test-face');
		await face.updateComplete;
		expect(face.shadowRoot?.textContent).to.equal('no phone');
		part.insertAdjacentHTML('beforeend', A);
		expect(nameOf(face.finder.phone)).to.equal('a');
		await face.updateComplete;
		expect(face.shadowRoot?.textContent).to.equal('idle, 0 calls');
	});

	it('the document’s first, when there are several', () => {
		const part = section(`${B}${A}<test-face></test-face>`);
		expect(nameOf(part.one('test-face').finder.phone)).to.equal('b');
	});

	it('and a phone that is inserted before that one later steals nothing', async () => {
		const part = section(`${A}<test-face></test-face>`);
		part.insertAdjacentHTML('afterbegin', B);
		await nextTask();
		expect(nameOf(part.one('test-face').finder.phone)).to.equal('a');
	});

	it('and takes the next when its own is gone', async () => {
		const part = section(`${A}${B}<test-face></test-face>`);
		part.one('#a').remove();
		await nextTask();
		expect(nameOf(part.one('test-face').finder.phone)).to.equal('b');
		part.one('#b').remove();
		await nextTask();
		expect(nameOf(part.one('test-face').finder.phone)).to.equal('nothing');
	});

	it('and keeps it when that is moved, though another one is first now', async () => {
		const part = section(`${A}${B}<test-face></test-face>`);
		const a = part.one<VoicePhone>('#a');
		part.append(a);
		await nextTask();
		expect(nameOf(part.one('test-face').finder.phone)).to.equal(a.id);
	});

	it('anew when it is moved into another phone, and when it is moved out', () => {
		const part = section(`${A}${B}<test-face></test-face>`);
		const face = part.one('test-face');
		part.one('#b').append(face);
		expect(nameOf(face.finder.phone)).to.equal('b');
		part.append(face);
		expect(nameOf(face.finder.phone)).to.equal('a');
	});

	it('and has none while it is not on the page', () => {
		const part = section(`${A}<test-face></test-face>`);
		const face = part.one('test-face');
		face.remove();
		expect(nameOf(face.finder.phone)).to.equal('nothing');
		expect(() => face.finder.demand()).to.throw('no <voice-phone> on this page');
	});

	it('when phones live in shadow roots only', () => {
		const part = section('<div></div><test-face></test-face>');
		part.one('div').attachShadow({ mode: 'closed' }).innerHTML = A;
		const { phone } = part.one('test-face').finder;
		expect(phone).to.be.instanceOf(Phone);
		part.insertAdjacentHTML('beforeend', '<test-face id="late"></test-face>');
		expect(part.one<TestFace>('#late').finder.phone === phone).to.equal(true);
	});

	it('in the document before one in a shadow root', () => {
		const part = section('<div></div>');
		part.one('div').attachShadow({ mode: 'open' }).innerHTML = A;
		part.insertAdjacentHTML('beforeend', `${B}<test-face></test-face>`);
		expect(nameOf(part.one('test-face').finder.phone)).to.equal('b');
	});

	it('that a component puts around its slot later', () => {
		const part = section(`${A}<div><test-face></test-face></div>`);
		const root = part.one('div').attachShadow({ mode: 'open' });
		root.innerHTML = '<voice-phone connect="use"><slot></slot></voice-phone>';
		expect(part.one('test-face').finder.phone === root.querySelector('voice-phone')?.phone).to.equal(true);
	});
});

describe('a face with a phone-id', () => {
	it('takes no other phone, and takes that one when it comes', () => {
		const part = section(`${A}<test-face phone-id="b"></test-face>`);
		const { finder } = part.one('test-face');
		expect(nameOf(finder.phone)).to.equal('nothing');
		expect(() => finder.demand()).to.throw('no <voice-phone> with the id “b”');
		part.insertAdjacentHTML('beforeend', B);
		expect(nameOf(finder.phone)).to.equal('b');
	});

	it('takes the phone that is given that id', () => {
		const part = section(`${A}<test-face phone-id="b"></test-face>`);
		const a = part.one<VoicePhone>('#a');
		a.id = 'b';
		expect(nameOf(part.one('test-face').finder.phone)).to.equal(a.id);
		a.id = 'c';
		expect(nameOf(part.one('test-face').finder.phone)).to.equal('nothing');
	});

	it('changes to another phone with it, and back to the rule without it', async () => {
		const part = section(`${A}${B}<test-face phone-id="b"></test-face>`);
		const face = part.one('test-face');
		expect(nameOf(face.finder.phone)).to.equal('b');
		face.phoneId = 'a';
		await face.updateComplete;
		expect(nameOf(face.finder.phone)).to.equal('a');
		face.setAttribute('phone-id', 'b');
		await face.updateComplete;
		expect(nameOf(face.finder.phone)).to.equal('b');
		face.removeAttribute('phone-id');
		await face.updateComplete;
		expect(nameOf(face.finder.phone)).to.equal('a');
	});

	it('hears nothing more of the phone that it left', async () => {
		const part = section(`${A}${B}<test-face phone-id="a"></test-face>`);
		const face = part.one('test-face');
		face.phoneId = 'b';
		await face.updateComplete;
		part.one<VoicePhone>('#a').phone = pagesOwn();
		expect(nameOf(face.finder.phone)).to.equal('b');
	});

	it('prefers it to the phone around it', () => {
		const part = section(`<voice-phone id="a" connect="use"><test-face phone-id="b"></test-face></voice-phone>${B}`);
		expect(nameOf(part.one('test-face').finder.phone)).to.equal('b');
	});

	it('waits for it while it is away', async () => {
		const part = section(`${A}${B}<test-face phone-id="b"></test-face>`);
		const b = part.one<VoicePhone>('#b');
		b.remove();
		await nextTask();
		expect(nameOf(part.one('test-face').finder.phone)).to.equal('nothing');
		part.append(b);
		expect(nameOf(part.one('test-face').finder.phone)).to.equal(b.id);
	});
});

describe('a face that the page gives a phone', () => {
	it('prefers it to everything, at once, and goes back to the rule without it', async () => {
		const part = section(`${A}<test-face phone-id="a"></test-face>`);
		const face = part.one('test-face');
		const phone = pagesOwn();
		face.phone = phone;
		expect(face.finder.phone === phone).to.equal(true);
		face.phone = undefined;
		await face.updateComplete;
		expect(nameOf(face.finder.phone)).to.equal('a');
	});

	it('shows every change of that phone, and none of the other’s', async () => {
		const part = section(`${A}<test-face></test-face>`);
		const face = part.one('test-face');
		const phone = pagesOwn();
		await face.updateComplete;
		face.phone = phone;
		await face.updateComplete;
		phone.start();
		await waitUntil(() => phone.state.connection.phase === 'failed', 'nothing failed', { timeout: 10_000 });
		await face.updateComplete;
		expect(face.shadowRoot?.textContent).to.equal('failed, 0 calls');
		void phoneOf(part, '#a').configure({ doNotDisturb: true });
		expect(face.isUpdatePending).to.equal(false);
		void phone.configure({ doNotDisturb: true });
		expect(face.isUpdatePending).to.equal(true);
	});

	it('follows its <voice-phone> to the phone that the page gives that', async () => {
		const part = section(`${A}<test-face></test-face>`);
		const phone = pagesOwn();
		part.one<VoicePhone>('#a').phone = phone;
		expect(part.one('test-face').finder.phone === phone).to.equal(true);
		await part.one('test-face').updateComplete;
		expect(part.one('test-face').shadowRoot?.textContent).to.equal('idle, 0 calls');
	});

	it('stops watching when it leaves', async () => {
		const part = section('<test-face></test-face>');
		const face = part.one('test-face');
		const phone = pagesOwn();
		face.phone = phone;
		await face.updateComplete;
		face.remove();
		await nextTask();
		void phone.configure({ doNotDisturb: true });
		expect(face.isUpdatePending).to.equal(false);
	});
});
