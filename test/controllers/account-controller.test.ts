import { expect } from '@open-wc/testing';
import { ACCOUNT_ATTRIBUTES } from '../../src/controllers/account-controller.js';
import { VoicePhone } from '../../src/elements/voice-phone/voice-phone.js';
import { until } from '../media/until.js';
import { blankPage } from '../support/blank-page.js';
import { nameOf } from '../support/name-of.js';
import { nextTask, section } from '../support/section.js';
import type { TestFace } from '../support/test-face.js';
import '../support/test-face.js';

const ONE_TAG = '<test-face server="wss://voice.test" uri="sip:web@voice.test" connect="use" without-registration></test-face>';

const phones = (): readonly VoicePhone[] => [...document.querySelectorAll('voice-phone')];

describe('a face with account attributes', () => {
	for (const attribute of ['server="wss://voice.test"', 'uri="sip:web@voice.test"', 'config-url="/config.json"']) {
		it(`makes a phone of its own because of ${attribute}`, () => {
			const face = section(`<test-face connect="use" ${attribute}></test-face>`).one('test-face');
			expect(phones().length).to.equal(1);
			expect(nameOf(face.finder.phone)).to.equal('number 1');
		});
	}

	it('makes none because of any other', () => {
		const face = section('<test-face password="1234" connect="use" sign-in></test-face>').one('test-face');
		expect(phones().length).to.equal(0);
		expect(face.getAttribute('password')).to.equal('1234');
	});

	it('hands on what it was given, and is the phone of the page then', () => {
		const part = section(`${ONE_TAG}<test-face id="other"></test-face>`);
		const [phone] = phones();
		expect(phone?.outerHTML).to.equal('<voice-phone server="wss://voice.test" uri="sip:web@voice.test" connect="use" without-registration=""></voice-phone>');
		expect(nameOf(part.one<TestFace>('#other').finder.phone)).to.equal('number 1');
		expect(part.one('test-face').getBoundingClientRect().top).to.equal(part.getBoundingClientRect().top);
	});

	it('hands on every attribute of <voice-phone> but its id and video, which a face has itself', () => {
		expect([...ACCOUNT_ATTRIBUTES].sort()).to.deep.equal(VoicePhone.observedAttributes.filter((name) => name !== 'id' && name !== 'video').sort());
	});

	it('hands secrets on and takes them out of the markup', async () => {
		const face = section('<test-face server="wss://voice.test" uri="sip:1000@voice.test" password="1234" connect="use"></test-face>').one('test-face');
		expect(document.documentElement.outerHTML).not.to.contain('1234');
		face.setAttribute('jwt', 'abcd');
		await nextTask();
		expect(document.documentElement.outerHTML).not.to.contain('abcd');
	});

	it('hands on what changes later', async () => {
		const face = section(ONE_TAG).one('test-face');
		face.setAttribute('uri', 'sip:other@voice.test');
		face.removeAttribute('without-registration');
		await nextTask();
		expect(phones().map(({ uri, withoutRegistration }) => ({ uri, withoutRegistration }))).to.deep.equal([{ uri: 'sip:other@voice.test', withoutRegistration: false }]);
	});

	it('makes its phone when it is given its first such attribute, and lets it go with the last', async () => {
		const face = section('<test-face></test-face>').one('test-face');
		face.setAttribute('connect', 'use');
		face.setAttribute('server', 'wss://voice.test');
		await nextTask();
		expect(nameOf(face.finder.phone)).to.equal('number 1');
		face.removeAttribute('server');
		await nextTask();
		expect(phones().length).to.equal(0);
		await nextTask();
		expect(nameOf(face.finder.phone)).to.equal('nothing');
	});

	it('keeps its phone when it is moved, and takes it along when it goes', async () => {
		const part = section(ONE_TAG);
		const face = part.one('test-face');
		const phone = face.finder.phone;
		part.parentElement?.append(face);
		await nextTask();
		expect(face.finder.phone === phone).to.equal(true);
		face.remove();
		await nextTask();
		expect(phones().length).to.equal(0);
	});

	it('uses its own also inside another phone, and serves nobody there', () => {
		const part = section(`<voice-phone id="around" connect="use">${ONE_TAG}<test-face id="other"></test-face></voice-phone>`);
		expect(nameOf(part.one<TestFace>('#other').finder.phone)).to.equal('around');
		expect(nameOf(part.one('test-face').finder.phone)).to.equal('number 2');
	});

	it('has a phone apart from that of a face that says something else', () => {
		const part = section(ONE_TAG + ONE_TAG.replace('web@', 'shop@'));
		expect([...part.querySelectorAll('test-face')].map(({ finder }) => nameOf(finder.phone))).to.deep.equal(['number 1', 'number 2']);
	});

	const TURN = '[{"urls":"turn:turn.test","username":"u","credential":"s3cret"}]';
	// Nobody can see a secret: a bad one is a mistake, and so is none.
	const secrets = [['password', 's3cret', 'handled'], ['ha1', 's3cret', 'ha1'], ['jwt', 's3cret', 'handled'], ['ice-servers', TURN, 'credentials-missing'], ['ice-servers', '[s3cret', 'credentials-missing']] as const;
	for (const [name, value, fate] of secrets) {
		it(`takes ${name}='${value.slice(0, 3)}…' out of every markup, and its phone keeps it whatever is handed on later`, async () => {
			const face = section('<test-face server="wss://voice.test" uri="sip:1000@voice.test" connect="use"></test-face>').one('test-face');
			face.setAttribute(name, value);
			await nextTask();
			face.setAttribute('display-name', 'Ann');
			face.requestUpdate();
			await nextTask();
			expect(document.documentElement.outerHTML).not.to.contain('s3cret');
			expect(await fateOf(phones()[0])).to.equal(fate);
			expect(phones()[0]?.iceServers !== undefined).to.equal(name === 'ice-servers');
		});

		it(`gives ${name}='${value.slice(0, 3)}…' also to the phone that it makes when it comes back`, async () => {
			const part = section('<test-face server="wss://voice.test" uri="sip:1000@voice.test" connect="use"></test-face>');
			const face = part.one('test-face');
			face.setAttribute(name, value);
			await nextTask();
			face.remove();
			await nextTask();
			expect(phones().length).to.equal(0);
			part.append(face);
			expect(document.documentElement.outerHTML).not.to.contain('s3cret');
			expect(await fateOf(phones()[0])).to.equal(fate);
			expect(phones()[0]?.iceServers !== undefined).to.equal(name === 'ice-servers');
		});
	}

	it('hands on plain ICE servers as they are, also in place of secret ones, and takes them back', async () => {
		const face = section(ONE_TAG).one('test-face');
		const said: unknown[] = [];
		for (const change of [() => face.setAttribute('ice-servers', TURN), () => face.setAttribute('ice-servers', 'stun:a.test'), () => face.removeAttribute('ice-servers')]) {
			change();
			await nextTask();
			said.push(phones()[0]?.iceServers ?? undefined);
		}
		expect(said).to.deep.equal([[{ urls: 'turn:turn.test', username: 'u' }], 'stun:a.test', undefined]);
	});

	it('hands secrets on to a phone whose script has not come yet, once and for all', async () => {
		const page = await blankPage('<test-face server="wss://voice.test" uri="sip:1000@voice.test" password="s3cret" connect="use"></test-face>');
		await page.load('/test/support/test-face.ts');
		const [face, phone] = [page.document.querySelector('test-face')!, page.document.querySelector('voice-phone')!];
		expect([face.hasAttribute('password'), phone.matches(':defined')]).to.deep.equal([false, false]);
		face.setAttribute('display-name', 'Ann');
		await nextTask();
		expect(phone.getAttribute('password')).to.equal('s3cret');
		await page.load('/src/elements/voice-phone/voice-phone.ts');
		expect(page.document.documentElement.outerHTML).not.to.contain('s3cret');
	});

	it('is cloned without its secret, and the clone has a phone of its own', () => {
		const part = section('<test-face server="wss://voice.test" uri="sip:1000@voice.test" password="1234" connect="use"></test-face>');
		const clone = part.one('test-face').cloneNode(true) as TestFace;
		part.append(clone);
		expect(clone.outerHTML).not.to.contain('1234');
		expect(nameOf(clone.finder.phone)).to.equal('number 2');
	});
});

/** Whether the account of a phone is taken, or what is wrong with it. */
async function fateOf(element: VoicePhone | undefined): Promise<string | undefined> {
	const phone = element?.phone;
	if (!phone) return undefined;
	phone.chat({ person: 'alice' });
	await until(() => phone.state.account !== undefined || phone.state.connection.phase === 'failed');
	const { connection } = phone.state;
	return connection.phase === 'failed' ? (connection.error.subject ?? connection.error.code) : 'handled';
}
