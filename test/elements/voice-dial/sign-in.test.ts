import { expect } from '@open-wc/testing';
import type { VoiceDial } from '../../../src/elements/voice-dial/voice-dial.js';
import { scriptedPhone, type ScriptedPhone } from '../../support/scripted-phone.js';
import { button, focused, place, shown, shows, words } from '../stage.js';
import { signIn } from './dialler.js';

const refusal = { phase: 'failed', error: { code: 'credentials-refused', message: '', status: 403 } } as const;

describe('signing in with voice-dial', () => {
	async function signedOut(): Promise<ScriptedPhone & { face: VoiceDial }> {
		const scripted = await scriptedPhone({ signIn: true });
		return { ...scripted, face: await place('voice-dial', { phone: scripted.phone }) };
	}

	async function signedIn(): Promise<ScriptedPhone & { face: VoiceDial }> {
		const scripted = await signedOut();
		signIn(scripted.face);
		await shown(scripted.face);
		scripted.signaling.register();
		await shown(scripted.face);
		return scripted;
	}

	async function refused(): Promise<ScriptedPhone & { face: VoiceDial }> {
		const scripted = await signedOut();
		scripted.face.shadowRoot?.querySelector('input')?.focus();
		signIn(scripted.face);
		await shown(scripted.face);
		scripted.signaling.register(refusal);
		await shown(scripted.face);
		return scripted;
	}

	it('asks for number and password in place of the number field', async () => {
		const { face } = await signedOut();
		expect(shows(face, 'input')).to.equal(false);
		expect([...face.shadowRoot!.querySelectorAll('input')].map(({ autocomplete }) => autocomplete)).to.deep.equal(['username', 'current-password']);
	});

	it('signs in with what was typed, and keeps no password', async () => {
		const { face, signaling } = await signedIn();
		expect(signaling.accounts[0]).to.deep.include({ user: '1004', secret: { password: 'geheim' } });
		expect(words(face)).to.contain('Ready as 1004');
		expect(face.shadowRoot!.innerHTML).not.to.contain('geheim');
	});

	it('shows the form until the server has decided, and sends it once', async () => {
		const { face, signaling } = await signedOut();
		signIn(face);
		await shown(face);
		signIn(face);
		signaling.register({ phase: 'registering' });
		await shown(face);
		expect(words(face)).to.contain('Signing in…');
		expect([shows(face, 'sign-in'), button(face, 'Sign in').ariaBusy, signaling.accounts.length]).to.deep.equal([true, 'true', 1]);
	});

	it('goes on in the number field', async () => {
		const { face, signaling } = await signedOut();
		face.shadowRoot?.querySelector('input')?.focus();
		signIn(face);
		await shown(face);
		signaling.register();
		await shown(face);
		expect(focused(face)).to.equal('input');
	});

	it('takes the focus from nobody who went elsewhere meanwhile', async () => {
		const { face } = await signedIn();
		expect(focused(face)).to.equal(undefined);
	});

	it('says when it was refused, keeps the number, and asks for the password again', async () => {
		const { face } = await refused();
		const [user, password] = face.shadowRoot!.querySelectorAll('input');
		expect(face.shadowRoot!.querySelector('[role=alert]')?.textContent).to.contain('Number or password is wrong (403).');
		expect([user?.value, password?.value, face.shadowRoot?.activeElement === password]).to.deep.equal(['1004', '', true]);
	});

	it('tries the same password again', async () => {
		const { face, signaling } = await refused();
		signIn(face);
		await shown(face);
		expect(signaling.retries).to.equal(1);
		signaling.register();
		await shown(face);
		expect(words(face)).to.contain('Ready as 1004');
	});

	it('says why when the server cannot be reached, and goes on trying', async () => {
		const { face, signaling } = await signedOut();
		signIn(face);
		await shown(face);
		signaling.tell({ type: 'connection', connection: { phase: 'reconnecting', since: Date.now(), retryAt: Date.now() + 3000, error: { code: 'server-unreachable', message: '' } } });
		await shown(face);
		expect(words(face)).to.match(/Reconnecting in 3 s.*Now.*Sign out.*The server cannot be reached/);
	});

	it('signs out again, at every dial of the phone, and goes on in the form', async () => {
		const { face, phone, signaling } = await signedIn();
		const other = await place('voice-dial', { phone });
		const out = button(other, 'Sign out');
		out.focus();
		out.click();
		await shown(other);
		expect(signaling.stopped).to.equal(true);
		expect(focused(other)).to.equal('input');
		for (const one of [face, other]) {
			expect(words(one)).to.contain('Signed out');
			button(one, 'Sign in');
		}
	});

	it('offers no sign-out to whom the page signed in', async () => {
		const { phone } = await scriptedPhone();
		const face = await place('voice-dial', { phone });
		expect(() => button(face, 'Sign out')).to.throw();
	});
});
