import { expect } from '@open-wc/testing';
import type { VoiceDial } from '../../../src/elements/voice-dial/voice-dial.js';
import { scriptedPhone, type ScriptedPhone } from '../../support/scripted-phone.js';
import { button, focused, place, press, shown, shows, words } from '../stage.js';
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
		expect(words(face)).to.match(/Reconnecting in 3 s.*Try now.*Sign out.*The server cannot be reached/);
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

	describe('in a call', () => {
		const asks = (face: VoiceDial): boolean => face.shadowRoot!.querySelector('[role=alertdialog]') !== null;

		/** Somebody in a call has pressed “Sign out”. */
		async function asked(): Promise<Awaited<ReturnType<typeof signedIn>> & Awaited<ReturnType<ScriptedPhone['dial']>>> {
			const scripted = await signedIn();
			const dialled = await scripted.dial('1002');
			dialled.session.confirm();
			await shown(scripted.face);
			const out = button(scripted.face, 'Sign out');
			out.focus();
			out.click();
			await shown(scripted.face);
			return { ...scripted, ...dialled };
		}

		it('asks first, and has the focus on what keeps the call', async () => {
			const { face, signaling, session } = await asked();
			expect(words(face)).to.contain('Signing out ends all calls.');
			expect(face.shadowRoot!.activeElement === button(face, 'Stay signed in')).to.equal(true);
			expect([signaling.stopped, session.said]).to.deep.equal([false, []]);
		});

		it('asks while a call only rings, too', async () => {
			const { face, ring, signaling } = await signedIn();
			ring('sip:1003@voice.test');
			await shown(face);
			button(face, 'Sign out').click();
			await shown(face);
			expect([asks(face), signaling.stopped]).to.deep.equal([true, false]);
		});

		it('signs out when that is confirmed, and goes on in the form', async () => {
			const { face, signaling } = await asked();
			button(face, 'Sign out').click();
			await shown(face);
			expect([signaling.stopped, asks(face), focused(face)]).to.deep.equal([true, false, 'input']);
		});

		for (const [name, stay] of [['“Stay signed in”', (face: VoiceDial) => button(face, 'Stay signed in').click()], ['Escape', (face: VoiceDial) => void press(button(face, 'Stay signed in'), 'Escape')]] as const) {
			it(`goes on with the call by ${name}, and gives the focus back`, async () => {
				const { face, signaling, session } = await asked();
				const escaped: Event[] = [];
				document.addEventListener('keydown', (event) => escaped.push(event), { once: true });
				stay(face);
				await shown(face);
				expect([signaling.stopped, asks(face), session.said, escaped.length]).to.deep.equal([false, false, [], 0]);
				expect(face.shadowRoot!.activeElement === button(face, 'Sign out')).to.equal(true);
			});
		}

		it('takes the question back when the call ends, and asks anew in the next', async () => {
			const { face, session, dial, signaling } = await asked();
			session.end();
			await shown(face);
			expect([asks(face), document.activeElement === face]).to.deep.equal([false, true]);
			await dial('1003');
			await shown(face);
			expect(asks(face)).to.equal(false);
			button(face, 'Sign out').click();
			await shown(face);
			expect([asks(face), signaling.stopped]).to.deep.equal([true, false]);
		});

		it('asks in every language', async () => {
			const { face } = await asked();
			for (const [lang, question] of [['de', 'Abmelden beendet alle Anrufe.'], ['ru', 'При выходе все звонки завершатся.'], ['zh', '退出登录将结束所有通话。']] as const) {
				face.lang = lang;
				for (let tries = 0; tries < 100 && !words(face).includes(question); tries++) await new Promise((resolve) => setTimeout(resolve, 20));
				expect(words(face)).to.contain(question);
			}
		});
	});
});
