import { expect, waitUntil } from '@open-wc/testing';
import { VoicePhone } from '../../../src/elements/voice-phone/voice-phone.js';
import { blankPage } from '../../support/blank-page.js';
import { section } from '../../support/section.js';

const ACCOUNT = 'server="wss://voice.test" uri="sip:1000@voice.test"';
const SECRETS = ['password', 'ha1', 'jwt'] as const;

/** Whatever a script could come by: markup, a clone, every property of the element's own, the state of its phone. */
function visibleIn(element: HTMLElement): string {
	const keys = [element, VoicePhone.prototype].flatMap((object) => Reflect.ownKeys(object));
	const values = keys.map((key) => String(Reflect.get(element, key)));
	return [element.outerHTML, (element.cloneNode(true) as HTMLElement).outerHTML, ...values, JSON.stringify((element as VoicePhone).phone.state)].join('\n');
}

describe('secrets of <voice-phone>', () => {
	for (const name of SECRETS) {
		it(`${name} is out of the markup at once, and nothing gives it back`, () => {
			const phone = section(`<voice-phone ${ACCOUNT} connect="use" ${name}="s3cret"></voice-phone>`).one('voice-phone');
			expect(phone.hasAttribute(name)).to.equal(false);
			expect(visibleIn(phone)).not.to.contain('s3cret');
			expect(name in phone).to.equal(false);
		});

		it(`${name} leaves the markup also when it is set later`, () => {
			const phone = section(`<voice-phone ${ACCOUNT} connect="use"></voice-phone>`).one('voice-phone');
			phone.setAttribute(name, 's3cret');
			expect(visibleIn(phone)).not.to.contain('s3cret');
		});
	}

	it('leave the markup of an element that was there before its script', async () => {
		const page = await blankPage(`<voice-phone ${ACCOUNT} connect="use" password="s3cret"></voice-phone>`);
		expect(page.document.body.innerHTML).to.contain('s3cret');
		await page.load('/src/elements/voice-phone/voice-phone.ts');
		expect(page.document.body.innerHTML).not.to.contain('s3cret');
	});

	it('leave the markup of an element that is made by script', () => {
		const phone = document.createElement('voice-phone');
		phone.setAttribute('password', 's3cret');
		expect(phone.outerHTML).to.equal('<voice-phone></voice-phone>');
	});

	it('are kept when they leave the markup', async () => {
		const phone = section(`<voice-phone ${ACCOUNT} connect="use" ha1="nonsense" realm="voice.test"></voice-phone>`).one('voice-phone');
		await expectMistake(phone, 'ha1');
	});

	it('are not in a clone, which says so', async () => {
		const part = section(`<voice-phone ${ACCOUNT} connect="use" password="s3cret"></voice-phone>`);
		const clone = part.one('voice-phone').cloneNode(true) as VoicePhone;
		clone.removeAttribute('connect');
		part.append(clone);
		await waitUntil(() => clone.phone.state.connection.phase === 'failed', 'nothing failed');
		const { connection } = clone.phone.state;
		expect(connection.phase === 'failed' && connection.error.code).to.equal('credentials-missing');
		expect(connection.phase === 'failed' && connection.error.message).to.contain('no password');
	});

	it('are replaced by the next that is set, of whatever kind', async () => {
		const phone = section(`<voice-phone ${ACCOUNT} connect="use" ha1="nonsense" realm="voice.test"></voice-phone>`).one('voice-phone');
		phone.setAttribute('jwt', 'token');
		phone.setAttribute('ha1', '');
		await phone.updateComplete;
		phone.phone.chat({ person: 'alice' });
		await waitUntil(() => phone.phone.state.account, 'the account was refused');
		expect(phone.phone.state.connection.phase).not.to.equal('failed');
	});
});

/** Nobody can see a secret, so only a bad one shows that it arrived. */
async function expectMistake({ phone }: VoicePhone, subject: string): Promise<void> {
	phone.chat({ person: 'alice' });
	await waitUntil(() => phone.state.connection.phase === 'failed', 'nothing failed');
	const { connection } = phone.state;
	expect(connection.phase === 'failed' && connection.error.subject).to.equal(subject);
}
