import { expect } from '@open-wc/testing';
import type { VoiceDial } from '../../../src/elements/voice-dial/voice-dial.js';
import { scriptedPhone, type ScriptedPhone } from '../../support/scripted-phone.js';
import { button, enter, place, shown, shows, words } from '../stage.js';

describe('signing in with voice-dial', () => {
	async function signedOut(): Promise<ScriptedPhone & { face: VoiceDial }> {
		const scripted = await scriptedPhone({ signIn: true });
		return { ...scripted, face: await place('voice-dial', { phone: scripted.phone }) };
	}

	function signIn(face: VoiceDial): void {
		const [user, password] = face.shadowRoot!.querySelectorAll('input');
		enter(user!, '1004');
		enter(password!, 'geheim');
		button(face, 'Sign in').click();
	}

	it('asks for number and password in place of the number field', async () => {
		const { face } = await signedOut();
		expect(shows(face, 'input')).to.equal(false);
		expect([...face.shadowRoot!.querySelectorAll('input')].map(({ autocomplete }) => autocomplete)).to.deep.equal(['username', 'current-password']);
	});

	it('signs in with what was typed, and keeps no password', async () => {
		const { face, signaling } = await signedOut();
		signIn(face);
		await shown(face);
		signaling.register();
		await shown(face);
		expect(signaling.accounts[0]).to.deep.include({ user: '1004', secret: { password: 'geheim' } });
		expect(words(face)).to.contain('Ready as 1004');
		expect(face.shadowRoot!.innerHTML).not.to.contain('geheim');
	});

	it('says when it was refused, and keeps the number', async () => {
		const { face, signaling } = await signedOut();
		signIn(face);
		await shown(face);
		signaling.register({ phase: 'failed', error: { code: 'credentials-refused', message: '', status: 403 } });
		await shown(face);
		expect(face.shadowRoot!.querySelector('[role=alert]')?.textContent).to.contain('Number or password is wrong (403).');
		expect(face.shadowRoot!.querySelector('input')?.value).to.equal('1004');
	});

	it('signs out again', async () => {
		const { face, signaling } = await signedOut();
		signIn(face);
		await shown(face);
		signaling.register();
		await shown(face);
		button(face, 'Sign out').click();
		await shown(face);
		expect(signaling.stopped).to.equal(true);
		expect(words(face)).to.contain('Signed out');
		button(face, 'Sign in');
	});

	it('offers no sign-out to whom the page signed in', async () => {
		const { phone } = await scriptedPhone();
		const face = await place('voice-dial', { phone });
		expect(() => button(face, 'Sign out')).to.throw();
	});
});
