/* eslint-disable no-console -- it is what is tested */
import { expect, waitUntil } from '@open-wc/testing';
import type { VoiceErrorEvent } from '../../../src/core/events.js';
import type { VoiceDial } from '../../../src/elements/voice-dial/voice-dial.js';
import { scriptedPhone } from '../../support/scripted-phone.js';
import { section } from '../../support/section.js';
import { part, place, show, shown, shows, words } from '../stage.js';
import { line } from '../../../stories/scenes/dial-error-scenes.js';

const SORRY = 'Calls aren’t possible right now. Please try again later.';
const attributes = { to: '4711', fallback: 'tel:+4930123456' };
const TELEPHONE = 'Call +4930123456 by phone';

/** What goes to the console as an error, until the test is over. */
function consoleErrors(): string[] {
	const errors: string[] = [];
	console.error = (...words: unknown[]) => errors.push(words.join(' '));
	return errors;
}

/** What one sees of a face: not what the page has replaced. */
const seen = (face: VoiceDial): string => face.shadowRoot!.querySelector<HTMLElement>('.base')!.innerText;

const { error: consoleError } = console;
afterEach(() => {
	console.error = consoleError;
});

describe('a call button whose server is dead', () => {
	const server = 'ws://127.0.0.1:9';

	for (const connect of ['load', 'use']) {
		it(`says so to a customer within 6 s, also in a call, with connect="${connect}"`, async () => {
			const face = section(`<voice-dial to="4711" server="${server}" without-registration connect="${connect}" fallback="tel:+4930123456">Call sales</voice-dial>`).one<VoiceDial>('voice-dial');
			await face.updateComplete;
			await shown(face);
			if (connect === 'use') part(face, 'call-button').click();
			await waitUntil(() => words(face).includes(SORRY), 'it says nothing', { timeout: 6000 });
			expect(part<HTMLAnchorElement>(face, 'fallback').href).to.equal('tel:+4930123456');
			expect(seen(face)).not.to.match(/4711|server|firewall/i);
			face.remove();
		}).timeout(10_000);
	}

	it('says so too where the connection never comes about', async () => {
		const { phone } = await line({ phase: 'connecting' });
		const face = await place('voice-dial', { phone, attributes });
		expect(words(face)).not.to.contain(SORRY);
		await waitUntil(() => words(face).includes(SORRY), 'it says nothing', { timeout: 6000 });
	}).timeout(10_000);

	it('says nothing of an outage that is soon over, and no more of one that is', async () => {
		const { phone, signaling } = await line({ phase: 'reconnecting', since: Date.now() });
		const face = await place('voice-dial', { phone, attributes });
		await new Promise((resolve) => setTimeout(resolve, 1200));
		expect(words(face)).not.to.contain(SORRY);
		signaling.tell({ type: 'connection', connection: { phase: 'reconnecting', since: Date.now() - 8000 } });
		await shown(face);
		expect(words(face)).to.contain(SORRY);
		signaling.tell({ type: 'connection', connection: { phase: 'connected', server: '', provedAt: 0 } });
		await shown(face);
		expect(words(face)).not.to.contain(SORRY);
		expect(shows(face, 'fallback')).to.equal(false);
	});
});

describe('the fallback of a voice-dial', () => {
	for (const scene of ['button: closed', 'button: server away', 'button: calling, server away', 'button: insecure page', 'button: no microphone', 'dial: no microphone']) {
		it(`is offered: ${scene}`, async () => {
			const { face } = await show(scene);
			expect(part(face, 'fallback').textContent).to.equal(TELEPHONE);
		});
	}

	it('is not offered while one can call', async () => {
		const { phone } = await scriptedPhone();
		expect(shows(await place('voice-dial', { phone, attributes }), 'fallback')).to.equal(false);
	});

	it('is offered after an attempt that met an error', async () => {
		const { phone, media } = await scriptedPhone();
		media.denial = new DOMException('No.', 'NotAllowedError');
		const face = await place('voice-dial', { phone, attributes });
		part(face, 'call-button').click();
		await shown(face);
		expect(part(face, 'fallback').textContent).to.equal(TELEPHONE);
	});

	it('goes when a microphone is plugged in', async () => {
		const { face, scripted: { media } } = await show('button: no microphone');
		media.obstruct(undefined);
		await shown(face);
		expect(shows(face, 'fallback')).to.equal(false);
	});

	it('may be what the page puts into the slot', async () => {
		const { phone, media } = await scriptedPhone();
		const face = await place('voice-dial', { phone, attributes: { to: '4711' } });
		const form = Object.assign(document.createElement('a'), { slot: 'fallback', href: '/contact', textContent: 'Write to us' });
		face.append(form);
		media.obstruct(new DOMException('No.', 'NotFoundError'));
		await shown(face);
		expect(form.checkVisibility()).to.equal(true);
		expect(form.getBoundingClientRect().height).to.be.greaterThan(0);
	});

	const links: readonly [value: string, words: string][] = [
		['tel:+49-30-123;ext=4', 'Call +49-30-123 by phone'], ['sms:+4930123456?body=Hello', 'Text +4930123456'],
		['mailto:sales@voice.test?subject=Hello', 'Write to sales@voice.test'], ['https://voice.test/contact', 'Contact us on voice.test'],
	];
	for (const [fallback, label] of links) {
		it(`is read: ${fallback}`, async () => {
			const { phone, media } = await scriptedPhone();
			const face = await place('voice-dial', { phone, attributes: { to: '4711', fallback } });
			media.obstruct(new DOMException('No.', 'NotFoundError'));
			await shown(face);
			expect([part(face, 'fallback').textContent, part(face, 'fallback').getAttribute('href')]).to.deep.equal([label, fallback]);
		});
	}

	for (const fallback of ['javascript:alert(1)', ' JavaScript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'http://voice.test', '+4930123456', 'tel:', 'constructor:x', `tel:${'1'.repeat(600)}`]) {
		it(`is no link, and a mistake that is told: ${fallback.slice(0, 30)}`, async () => {
			const errors = consoleErrors();
			const { phone, media } = await scriptedPhone();
			const face = await place('voice-dial', { phone, attributes: { to: '4711' } });
			const told: VoiceErrorEvent[] = [];
			face.addEventListener('voice-error', (event) => told.push(event));
			face.setAttribute('fallback', fallback);
			media.obstruct(new DOMException('No.', 'NotFoundError'));
			await shown(face);
			expect(face.shadowRoot!.querySelector('a')).to.equal(null);
			expect(told.map(({ error }) => [error.code, error.subject])).to.deep.equal([['configuration', 'fallback']]);
			expect(errors.length).to.equal(1);
			expect(errors[0]).to.contain('“fallback” should be');
		});
	}
});

describe('a mistake in an attribute', () => {
	it('is told when it was drawn, so that whoever listens may mend it', async () => {
		consoleErrors();
		const { phone, media } = await scriptedPhone();
		const face = await place('voice-dial', { phone, attributes: { to: '4711' } });
		media.obstruct(new DOMException('No.', 'NotFoundError'));
		await shown(face);
		const told: string[] = [];
		face.addEventListener('voice-error', () => {
			told.push(face.isUpdatePending ? 'drawing' : 'drawn');
			face.fallback = 'tel:+4930123456';
		});
		face.setAttribute('fallback', 'javascript:alert(1)');
		await shown(face);
		await shown(face);
		expect([told, part(face, 'fallback').textContent]).to.deep.equal([['drawn'], TELEPHONE]);
	});

	it('is in the console once, however often it is told', async () => {
		const errors = consoleErrors();
		const face = section('<voice-dial to="http://x" server="https://voice.test" uri="sip:1000@voice.test" password="x"></voice-dial>').one<VoiceDial>('voice-dial');
		await face.updateComplete;
		await waitUntil(() => errors.length === 2, 'nothing was told', { timeout: 10_000 });
		face.setAttribute('display-name', 'Bob');
		face.to = '1';
		await shown(face);
		face.to = 'http://x';
		await shown(face);
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(errors.map((one) => /“\w+”/.exec(one)?.[0]).sort()).to.deep.equal(['“server”', '“to”']);
	});

	it('is not in the console when a listener of voice-error prevents that', async () => {
		const errors = consoleErrors();
		const told: string[] = [];
		const prevent = (event: VoiceErrorEvent): void => {
			told.push(event.error.subject ?? '');
			event.preventDefault();
		};
		document.addEventListener('voice-error', prevent);
		const face = section('<voice-dial to="http://x" server="wss://voice.test" uri="sip:1000@voice.test" password="x" dtmf="sms"></voice-dial>').one<VoiceDial>('voice-dial');
		await face.updateComplete;
		await waitUntil(() => told.length >= 2, 'nothing was told', { timeout: 10_000 });
		await new Promise((resolve) => setTimeout(resolve, 300));
		document.removeEventListener('voice-error', prevent);
		expect([told.sort(), errors]).to.deep.equal([['dtmf', 'to'], []]);
	});
});

describe('a call button with a label of the page', () => {
	it('says by that label how its call ended, and never by the number', async () => {
		for (const [label, to, expected] of [['Call sales', '4711', '“Call sales” was busy'], ['', '"Sales" <sip:4711@voice.test>', 'Sales was busy']] as const) {
			const { phone, signaling } = await scriptedPhone();
			const face = await place('voice-dial', { phone, label, attributes: { to } });
			face.prepend(new Comment('?lit$1234$'));
			part(face, 'call-button').click();
			await shown(face);
			const session = signaling.invitations[0]!.session;
			session.tell({ type: 'remote', remote: { uri: 'sip:4711@voice.test', user: '4711', displayName: '' } });
			session.tell({ type: 'terminated', at: Date.now(), termination: { by: 'remote', cause: 'busy', status: 486 } });
			await shown(face);
			expect(words(face)).to.contain(expected);
			expect(seen(face)).not.to.contain('4711');
		}
	});

	it('says that the microphone is to be allowed, while the browser asks', async () => {
		const { phone, media, signaling } = await scriptedPhone();
		const prompt = media.prompt();
		const face = await place('voice-dial', { phone, attributes: { to: '4711' }, label: 'Call sales' });
		part(face, 'call-button').click();
		await shown(face);
		expect(words(face)).to.equal('Allow the microphone to call Hang up');
		prompt.resolve();
		await shown(face);
		expect([words(face), signaling.invitations.length]).to.deep.equal(['Calling… Hang up', 1]);
	});
});
