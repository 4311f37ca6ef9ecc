import { expect } from '@open-wc/testing';
import { VoicePhone } from '../../../src/elements/voice-phone/voice-phone.js';
import { Phone } from '../../../src/core/phone.js';
import { VoiceError } from '../../../src/core/voice-error.js';
import { blankPage } from '../../support/blank-page.js';
import { registered, serverInPage } from '../../support/phones.js';
import { nextTask, section } from '../../support/section.js';
import { SilentMedia } from '../../support/silent-media.js';
import { until } from '../../media/until.js';

/** Attribute, a value of it, the property it stands for, and what that reads then. */
const attributes: readonly [attribute: string, value: string, property: keyof VoicePhone & string, read: unknown][] = [
	['server', 'wss://a.test wss://b.test', 'server', 'wss://a.test wss://b.test'],
	['uri', 'sip:1000@voice.test', 'uri', 'sip:1000@voice.test'],
	['display-name', 'Ann', 'displayName', 'Ann'],
	['auth-user', 'ann', 'authUser', 'ann'],
	['realm', 'voice.test', 'realm', 'voice.test'],
	['sign-in', '', 'signIn', true],
	['config-url', '/config.json', 'configUrl', '/config.json'],
	['connect', 'use', 'connect', 'use'],
	['without-registration', '', 'withoutRegistration', true],
	['ice-servers', 'stun:stun.test', 'iceServers', 'stun:stun.test'],
	['ice-timeout', '500', 'iceTimeout', 500],
	['ice-timeout', 'soon', 'iceTimeout', 'soon'],
	['codecs', 'opus pcmu', 'codecs', 'opus pcmu'],
	['dtmf', 'info', 'dtmf', 'info'],
	['auto-answer', 'intercom', 'autoAnswer', 'intercom'],
	['auto-answer-from', 'alice', 'autoAnswerFrom', 'alice'],
	['do-not-disturb', '', 'doNotDisturb', true],
	['video', '', 'video', true],
	['ringtone', '/ring.mp3', 'ringtone', '/ring.mp3'],
	['signaling', 'sip', 'signaling', 'sip'],
];

const phone = (attributes = ''): VoicePhone => section(`<voice-phone connect="use" ${attributes}></voice-phone>`).one('voice-phone');

describe('<voice-phone>', () => {
	for (const [attribute, value, property, read] of attributes) {
		it(`reads ${attribute}="${value}" as its property ${property}, which does not reflect`, async () => {
			const element = document.createElement('voice-phone');
			element.setAttribute(attribute, value);
			expect(Reflect.get(element, property)).to.equal(read);
			const other = document.createElement('voice-phone');
			Reflect.set(other, property, read);
			document.body.append(other);
			await nextTask();
			expect(other.hasAttribute(attribute)).to.equal(false);
			other.remove();
		});
	}

	it('has no box of its own, unless hidden, when its content has none either', async () => {
		const part = section('<voice-phone connect="use"><p>Hello</p></voice-phone>');
		await part.one('voice-phone').updateComplete;
		expect(getComputedStyle(part.one('voice-phone')).display).to.equal('contents');
		expect(part.one('p').checkVisibility()).to.equal(true);
		part.one('voice-phone').hidden = true;
		expect(part.one('p').checkVisibility()).to.equal(false);
	});

	it('has its phone at once, made by script or by markup, on the page or not', () => {
		for (const element of [new VoicePhone(), document.createElement('voice-phone'), phone()]) {
			const { phone: own } = element;
			expect(own).to.be.instanceOf(Phone);
			expect(element.phone === own).to.equal(true);
		}
	});

	it('can be used before its attributes are taken in batches', () => {
		const { phone: own } = phone('server="wss://voice.test" uri="sip:1000@voice.test"');
		expect(own.chat({ person: 'alice' }).peer.uri).to.equal('sip:alice@voice.test');
	});

	it('takes several changes at once, and only once', async () => {
		serverInPage();
		let asked = 0;
		const element = document.createElement('voice-phone');
		element.credentials = () => Promise.resolve({ uri: `sip:${1000 + asked++}@voice.test`, password: '1234' });
		element.server = 'wss://voice.test';
		section('').append(element);
		await registered(element.phone);
		expect(asked).to.equal(1);
		element.setAttribute('display-name', 'Ann');
		element.doNotDisturb = true;
		element.setAttribute('ice-timeout', '500');
		await until(() => asked === 2);
		await new Promise((resolve) => setTimeout(resolve, 500));
		expect(asked).to.equal(2);
		expect(element.phone.state.doNotDisturb).to.equal(true);
	});

	it('honours what was set before its script came', async () => {
		const page = await blankPage('<voice-phone connect="use"></voice-phone>');
		const element = page.document.querySelector('voice-phone')!;
		const given = pagesOwn();
		Object.assign(element, { phone: given, uri: 'sip:1000@voice.test' });
		await page.load('/src/elements/voice-phone/voice-phone.ts');
		expect(element.phone === given).to.equal(true);
		await element.updateComplete;
		expect(element.uri).to.equal('sip:1000@voice.test');
		expect(Object.hasOwn(element, 'phone')).to.equal(false);
	});

	it('can be defined twice, by another copy of the script', async () => {
		const page = await blankPage('<voice-phone connect="use"></voice-phone>');
		await page.load('/src/elements/voice-phone/voice-phone.ts?first');
		const { phone: own } = page.document.querySelector('voice-phone')!;
		await page.load('/src/elements/voice-phone/voice-phone.ts?second');
		expect(page.document.querySelector('voice-phone')!.phone === own).to.equal(true);
	});
});

describe('a <voice-phone> that the page gave a phone', () => {
	it('neither configures, starts nor stops it', async () => {
		const given = pagesOwn();
		const element = phone('server="nonsense" do-not-disturb');
		element.connect = 'load';
		element.phone = given;
		await nextTask();
		expect(given.state.connection.phase).to.equal('idle');
		expect(given.state.doNotDisturb).to.equal(false);
		given.start();
		element.remove();
		await nextTask();
		expect(given.state.connection.phase).to.equal('failed');
	});

	it('tells what that one tells, and no longer what its own does', async () => {
		const given = pagesOwn();
		const element = phone('server="wss://voice.test" uri="sip:1000@voice.test"');
		const own = element.phone;
		const told: unknown[] = [];
		element.addEventListener('voice-call-start', ({ call }) => told.push(call));
		const first = own.call('alice');
		element.phone = given;
		own.call('alice').hangUp();
		const second = given.call('alice');
		expect(told.map((call) => [first, second].findIndex((one) => one === call))).to.deep.equal([0, 1]);
		second.hangUp();
		await own.stop();
	});

	it('goes on with its own when it is given none', () => {
		const element = phone();
		const own = element.phone;
		element.phone = null;
		element.phone = undefined;
		expect(element.phone === own).to.equal(true);
	});

	it('goes back to one of its own without it', async () => {
		const element = phone();
		const given = pagesOwn();
		element.phone = given;
		element.phone = undefined;
		expect(element.phone === given).to.equal(false);
		await nextTask();
		expect(element.phone.state.connection.phase).to.equal('idle');
	});
});

/** A phone that fails to connect, with a reason that is its own. */
function pagesOwn(): Phone {
	const config = { server: 'wss://voice.test', uri: 'sip:1000@voice.test', password: '1234', signaling: 'sip' } as const;
	return new Phone(config, { connect: () => Promise.reject(new VoiceError('unsupported', 'There is no way.')), media: new SilentMedia() });
}
