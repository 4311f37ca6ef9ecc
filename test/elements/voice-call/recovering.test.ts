import { expect } from '@open-wc/testing';
import { button, part, shown } from '../stage.js';
import { announced, talking } from './calls.js';

describe('voice-call, recovering', () => {
	it('says that the server is away, and that one can go on', async () => {
		const { face, session } = await talking();
		session.tell({ type: 'recovering', of: 'signaling', at: Date.now() });
		await shown(face);
		expect(part(face, 'notice').textContent).to.contain('The server is out of reach. The call goes on meanwhile.');
		expect(announced(face)).to.equal('Reconnecting…');
		session.tell({ type: 'recovered' });
		await shown(face);
		expect(announced(face)).to.equal('Connected to Bob');
	});

	it('counts down to the next attempt, which one can have now, and speaks only once', async () => {
		const { face, session, signaling } = await talking();
		session.tell({ type: 'recovering', of: 'signaling', at: Date.now() });
		signaling.tell({ type: 'connection', connection: { phase: 'reconnecting', since: Date.now(), retryAt: Date.now() + 8000 } });
		await shown(face);
		const countdown = part(face, 'notice').querySelector('.figures[aria-hidden]');
		expect(countdown?.textContent).to.match(/^Reconnecting in [78] s$/);
		button(face, 'Now').click();
		expect(signaling.retries).to.equal(1);
	});

	it('says that the sound is being restored', async () => {
		const { face, session } = await talking();
		session.tell({ type: 'recovering', of: 'media', at: Date.now() });
		await shown(face);
		expect(part(face, 'notice').textContent).to.contain('The sound broke off and is being restored.');
	});
});
