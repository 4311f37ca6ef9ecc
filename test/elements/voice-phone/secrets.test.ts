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
		await waitUntil(() => clone.phone.state.connection.phase === 'failed', 'nothing failed', { timeout: 10_000 });
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
		await waitUntil(() => phone.phone.state.account, 'the account was refused', { timeout: 10_000 });
		expect(phone.phone.state.connection.phase).not.to.equal('failed');
	});
});

const TURN = { urls: ['turn:turn.test', 'turns:turn.test?transport=tcp'], username: 'ann', credential: 's3cret' };
const TURN_WITHOUT = { urls: ['turn:turn.test', 'turns:turn.test?transport=tcp'], username: 'ann' };

describe('ICE servers of <voice-phone>', () => {
	const listener = new AbortController();
	const heard: string[] = [];
	const phone = (): VoicePhone => section(`<voice-phone ${ACCOUNT} password="1234" connect="use"></voice-phone>`).one('voice-phone');

	before(() => {
		const { signal } = listener;
		document.addEventListener('voice-error', ({ error }) => heard.push(`${error.message} ${error.stack} ${String(error.cause)} ${JSON.stringify(error.state)}`), { signal });
	});
	afterEach(() => heard.splice(0));
	after(() => listener.abort());

	const secret: readonly (readonly [what: string, iceServers: string, shown: unknown])[] = [
		['a list', JSON.stringify([TURN, { urls: 'stun:stun.test' }]), [TURN_WITHOUT, { urls: 'stun:stun.test' }]],
		['one', ` ${JSON.stringify(TURN)}`, [TURN_WITHOUT]],
		['JSON that is none', '[{ urls: "turn:turn.test", credential: "s3cret" }]', []],
		['JSON in quotes', `'${JSON.stringify([TURN])}'`, []],
		['a broken list', `${JSON.stringify([TURN]).slice(0, -1)},]`, []],
		['a misspelt name', '[{"urls":"turn:turn.test","username":"ann","credentail":"s3cret"}]', [{ urls: 'turn:turn.test', username: 'ann' }]],
		['a list of something else', '["s3cret"]', []],
		['an address with a password', 'turn:ann:s3cret@turn.test', []],
		['an address with a password, as JSON', '[{"urls":"turn:ann:s3cret@turn.test"}]', [{}]],
		['a number', '[{"urls":"turn:turn.test","username":"ann","credential":{"s3cret":"s3cret"},"0":"s3cret"}]', [{ urls: 'turn:turn.test', username: 'ann' }]],
	];
	for (const [what, iceServers, shown] of secret) {
		it(`are out of the markup at once, and read without what is secret: ${what}`, async () => {
			const element = phone();
			element.setAttribute('ice-servers', iceServers);
			expect(element.hasAttribute('ice-servers')).to.equal(false);
			expect([element.iceServers, visibleIn(element)]).to.satisfy(([read, all]: [unknown, string]) => JSON.stringify(read) === JSON.stringify(shown) && !all.includes('s3cret'));
			element.phone.chat({ person: 'alice' });
			await waitUntil(() => element.phone.state.account ?? element.phone.state.connection.phase === 'failed', 'nothing came of it', { timeout: 10_000 });
			expect([visibleIn(element), JSON.stringify(element.iceServers), ...heard].join('\n')).not.to.contain('s3cret');
		});

		it(`as a property give nothing secret back either: ${what}`, () => {
			const element = phone();
			element.iceServers = iceServers;
			expect(JSON.stringify(element.iceServers)).to.equal(JSON.stringify(shown));
			expect(visibleIn(element)).not.to.contain('s3cret');
		});
	}

	it('as objects give nothing secret back, and what the page does with them later changes nothing', async () => {
		const element = phone();
		const given = [{ ...TURN }];
		element.iceServers = given;
		expect(element.iceServers).to.deep.equal([TURN_WITHOUT]);
		given[0]!.credential = '';
		await element.updateComplete;
		element.phone.chat({ person: 'alice' });
		// Without a credential it would be a mistake.
		await waitUntil(() => element.phone.state.account, 'the account was refused', { timeout: 10_000 });
	});

	it('arrive with their credential', async () => {
		const element = phone();
		element.setAttribute('ice-servers', JSON.stringify([{ ...TURN, credential: 's3cret\n' }]));
		await expectMistake(element, 'ice-servers');
	});

	for (const iceServers of ['stun:stun.test turn:turn.test:3478?transport=udp', 'stun:[::1]:3478', '[{"urls":"stun:stun.test"}]', '']) {
		it(`stay in the markup where they hold nothing secret: ${iceServers}`, () => {
			const element = phone();
			element.setAttribute('ice-servers', iceServers);
			expect([element.getAttribute('ice-servers'), element.iceServers]).to.deep.equal([iceServers, iceServers]);
			element.removeAttribute('ice-servers');
			expect(element.iceServers).to.equal(undefined);
		});
	}

	it('are replaced by the next that are set', () => {
		const element = phone();
		element.setAttribute('ice-servers', JSON.stringify([TURN]));
		element.setAttribute('ice-servers', 'stun:stun.test');
		expect(element.iceServers).to.equal('stun:stun.test');
	});

	it('are honoured when they were set before the script came', async () => {
		const page = await blankPage(`<voice-phone ${ACCOUNT} connect="use" ice-servers='${JSON.stringify([TURN])}'></voice-phone><voice-phone></voice-phone>`);
		const [first, second] = page.document.querySelectorAll('voice-phone');
		second!.iceServers = [TURN];
		await page.load('/src/elements/voice-phone/voice-phone.ts');
		expect(page.document.body.innerHTML).not.to.contain('s3cret');
		expect([first!.iceServers, second!.iceServers]).to.deep.equal([[TURN_WITHOUT], [TURN_WITHOUT]]);
	});

	it('that cannot be read are a mistake, and throw nowhere', async () => {
		const hostile = Object.defineProperty({}, 'urls', { get: () => { throw new Error('s3cret'); }, enumerable: true }) as RTCIceServer;
		const element = phone();
		element.iceServers = [hostile];
		expect(element.iceServers).to.deep.equal([]);
		await expectMistake(element, 'ice-servers');
		expect(heard.join()).not.to.contain('s3cret');
	});
});

/** Nobody can see a secret, so only a bad one shows that it arrived. */
async function expectMistake({ phone }: VoicePhone, subject: string): Promise<void> {
	phone.chat({ person: 'alice' });
	await waitUntil(() => phone.state.connection.phase === 'failed', 'nothing failed', { timeout: 10_000 });
	const { connection } = phone.state;
	expect(connection.phase === 'failed' && connection.error.subject).to.equal(subject);
}
