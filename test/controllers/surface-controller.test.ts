import { expect, waitUntil } from '@open-wc/testing';
import { Phone } from '../../src/core/phone.js';
import { nextTask, section } from '../support/section.js';
import type { ScriptedSession } from '../support/scripted-session.js';
import { ScriptedSignaling } from '../support/scripted-signaling.js';
import { SilentMedia } from '../support/silent-media.js';
import '../support/test-face.js';

async function phoneForElements(): Promise<{ phone: Phone; ring: () => ScriptedSession }> {
	const signaling = new ScriptedSignaling();
	const phone = new Phone({ server: 'wss://voice.test', uri: 'sip:1000@voice.test', password: '1234' }, { connect: () => Promise.resolve(signaling), media: new SilentMedia(), answeredBy: 'elements' });
	phone.start();
	await waitUntil(() => signaling.accounts.length > 0, 'the phone did not connect', { timeout: 10_000 });
	signaling.register();
	return { phone, ring: () => signaling.ring('alice') };
}

describe('a phone that only elements can answer', () => {
	it('turns callers away while the page has none', async () => {
		const { ring } = await phoneForElements();
		expect(ring().said).to.deep.equal(['refuse: unavailable']);
	});

	it('rings while there is one, and not after it has gone', async () => {
		const { phone, ring } = await phoneForElements();
		const face = section('<test-face></test-face>').one('test-face');
		face.phone = phone;
		await face.updateComplete;
		const session = ring();
		expect(session.said).to.deep.equal([]);
		face.remove();
		await nextTask();
		expect(session.said).to.deep.equal(['refuse: unavailable']);
		expect(ring().said).to.deep.equal(['refuse: unavailable']);
	});

	it('rings on while that is moved', async () => {
		const { phone, ring } = await phoneForElements();
		const part = section('<test-face></test-face>');
		const face = part.one('test-face');
		face.phone = phone;
		await face.updateComplete;
		const session = ring();
		part.parentElement?.append(face);
		await nextTask();
		expect(session.said).to.deep.equal([]);
		expect(phone.state.calls.map(({ phase }) => phase)).to.deep.equal(['early']);
		face.remove();
	});

	it('rings on when one of two has gone', async () => {
		const { phone, ring } = await phoneForElements();
		const faces = section('<test-face></test-face><test-face></test-face>').querySelectorAll('test-face');
		for (const face of faces) face.phone = phone;
		await nextTask();
		const session = ring();
		faces[0]?.remove();
		await nextTask();
		expect(session.said).to.deep.equal([]);
	});

	it('turns callers away when its element serves another phone now', async () => {
		const [one, other] = [await phoneForElements(), await phoneForElements()];
		const face = section('<test-face></test-face>').one('test-face');
		face.phone = one.phone;
		await face.updateComplete;
		face.phone = other.phone;
		await face.updateComplete;
		expect(one.ring().said).to.deep.equal(['refuse: unavailable']);
		expect(other.ring().said).to.deep.equal([]);
	});
});
