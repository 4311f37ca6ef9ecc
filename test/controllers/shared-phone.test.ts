import { expect } from '@open-wc/testing';
import type { VoicePhone } from '../../src/elements/voice-phone/voice-phone.js';
import { nextTask, section } from '../support/section.js';
import '../../src/elements/voice-phone/voice-phone.js';
import '../support/test-face.js';

const tag = (more = ''): string => `<test-face server="wss://voice.test" uri="sip:web@voice.test" connect="use" without-registration ${more}></test-face>`;
const phones = (): readonly VoicePhone[] => [...document.querySelectorAll('voice-phone')];
const faces = (part: HTMLElement) => [...part.querySelectorAll('test-face')];

describe('faces of one account', () => {
	it('share one phone, which goes with the last of them', async () => {
		const part = section(tag().repeat(500));
		const all = faces(part);
		await nextTask();
		expect(phones().length).to.equal(1);
		expect(new Set(all.map(({ finder }) => finder.phone)).size).to.equal(1);
		for (const face of all.slice(1)) face.remove();
		await nextTask();
		expect(phones().length).to.equal(1);
		expect(all[0]?.finder.phone === phones()[0]?.phone).to.equal(true);
		all[0]?.remove();
		await nextTask();
		expect(phones().length).to.equal(0);
	});

	it('share none with one that says a single thing else', () => {
		section(tag() + tag('display-name="Ann"') + tag('codecs="opus"') + tag('do-not-disturb') + tag());
		expect(phones().length).to.equal(4);
	});

	it('share none with one that has another secret, and none of it can be read', () => {
		const secret = (password: string): string => tag(`password="${password}"`);
		section(secret('s3cret1') + secret('s3cret2') + secret('s3cret1'));
		expect(phones().length).to.equal(2);
		expect(document.documentElement.outerHTML).not.to.contain('s3cret');
	});

	it('keep it when all of them change, one after the other', async () => {
		const part = section(tag().repeat(5));
		const [phone] = phones();
		const { phone: before } = phone!;
		for (const face of faces(part)) {
			face.setAttribute('display-name', 'Ann');
			await Promise.resolve();
		}
		await nextTask();
		await nextTask();
		expect(phones().map(({ displayName }) => displayName)).to.deep.equal(['Ann']);
		expect(phones()[0]?.phone === before).to.equal(true);
		expect(faces(part).every(({ finder }) => finder.phone === before)).to.equal(true);
	});

	it('part where one of them changes, and meet again', async () => {
		const part = section(tag().repeat(3));
		const [first, ...others] = faces(part);
		first?.setAttribute('display-name', 'Ann');
		await nextTask();
		await nextTask();
		expect(phones().map(({ displayName }) => displayName)).to.have.members([undefined, 'Ann']);
		expect(new Set(others.map(({ finder }) => finder.phone)).size).to.equal(1);
		expect(first?.finder.phone === others[0]?.finder.phone).to.equal(false);
		first?.removeAttribute('display-name');
		await nextTask();
		await nextTask();
		expect(phones().length).to.equal(1);
		expect(first?.finder.phone === others[0]?.finder.phone).to.equal(true);
	});

	it('lose nothing when one of them is moved, also where it was the only one', async () => {
		const part = section(tag());
		const [face] = faces(part);
		const phone = face?.finder.phone;
		part.parentElement?.prepend(face!);
		part.insertAdjacentHTML('beforeend', tag());
		await nextTask();
		expect([phones().length, face?.finder.phone === phone, faces(part)[0]?.finder.phone === phone]).to.deep.equal([1, true, true]);
		face?.remove();
	});
});
