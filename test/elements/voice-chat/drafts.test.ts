import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { PhoneConfig } from '../../../src/core/account/settings.js';
import { shown } from '../stage.js';
import { field, sent, staged, type Stage } from './chats.js';

const bob: PhoneConfig = { server: 'wss://voice.test', uri: 'sip:1001@voice.test', password: 'bob' };

/** Somebody types to 1016, whose conversation cannot be opened yet: only the answer of config-url would tell the host. */
async function typing(draft = 'to you alone'): Promise<Stage> {
	const stage = await staged({ to: '1016' }, { server: '', uri: '', configUrl: '/never', signIn: true });
	field(stage.face).focus();
	await sendKeys({ type: draft });
	await shown(stage.face);
	expect(stage.phone.state.chats, 'nothing is open').to.deep.equal([]);
	return stage;
}

describe('a draft in voice-chat', () => {
	it('under a name that was never opened is gone when its writer signs out', async () => {
		const stage = await typing();
		await stage.phone.signOut();
		await shown(stage.face);
		expect(field(stage.face).value).to.equal('');
		await stage.phone.configure(bob);
		stage.signaling.register();
		await shown(stage.face);
		await sendKeys({ press: 'Enter' });
		await shown(stage.face);
		expect([field(stage.face).value, ...sent(stage)]).to.deep.equal(['']);
	});

	it('typed before the account was known waits for it', async () => {
		const stage = await typing('early');
		await stage.phone.configure(bob);
		await shown(stage.face);
		stage.signaling.register();
		await shown(stage.face);
		await sendKeys({ press: 'Enter' });
		await shown(stage.face);
		expect(sent(stage)).to.deep.equal(['1016: early']);
	});

	it('in each of several conversations is gone when its writer signs out', async () => {
		const stage = await staged({ to: '1016' });
		for (const to of ['1016', '1017']) {
			stage.face.to = to;
			await shown(stage.face);
			field(stage.face).focus();
			await sendKeys({ type: `for ${to}` });
			field(stage.face).blur();
			await shown(stage.face);
		}
		await stage.phone.signOut();
		await shown(stage.face);
		await stage.phone.configure(bob);
		await shown(stage.face);
		for (const to of ['1016', '1017']) {
			stage.face.to = to;
			await shown(stage.face);
			expect(field(stage.face).value).to.equal('');
		}
	});
});
