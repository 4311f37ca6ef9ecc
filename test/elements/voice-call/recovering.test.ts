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
		button(face, 'Try now').click();
		expect(signaling.retries).to.equal(1);
	});

	it('says that the sound is being restored, and for how long', async () => {
		const { face, session } = await talking();
		session.tell({ type: 'recovering', of: 'media', at: Date.now(), until: Date.now() + 30_000 });
		await shown(face);
		expect(part(face, 'notice').textContent).to.contain('The sound broke off and is being restored.');
		expect(part(face, 'notice').querySelector('.figures[aria-hidden]')?.textContent).to.match(/^(29|30) s left$/);
	});

	it('does not say that the call goes on while nothing arrives', async () => {
		const { face, session, media } = await talking();
		session.connection = {} as RTCPeerConnection;
		session.tell({ type: 'media' });
		session.tell({ type: 'recovering', of: 'signaling', at: Date.now() });
		for (const { report } of media.watches) report({ hears: 'no', heard: 'no' });
		await shown(face);
		expect(part(face, 'notice').textContent).to.contain('The connection broke off and is being restored.');
	});

	it('does not say that the call goes on when neither server nor sound is there, and counts down to the next attempt first', async () => {
		const { face, session, signaling } = await talking();
		session.tell({ type: 'recovering', of: 'signaling', at: Date.now(), until: Date.now() + 120_000 });
		await shown(face);
		expect(part(face, 'notice').textContent).to.contain('The connection broke off and is being restored.').and.match(/(119|120) s left/);
		signaling.tell({ type: 'connection', connection: { phase: 'reconnecting', since: Date.now(), retryAt: Date.now() + 8000 } });
		await shown(face);
		expect(part(face, 'notice').textContent).to.match(/Reconnecting in [78] s/).and.not.contain('left');
	});
});
