import { expect } from '@open-wc/testing';
import type { VoiceDialRequestEvent } from '../../../src/core/events.js';
import { button, part, shown, shows, words } from '../stage.js';
import { staged, type Stage } from './calls.js';

describe('voice-call, where no call goes on', () => {
	/** Calls that came in and were given up, one after the other. */
	async function missed(...callers: readonly string[]): Promise<Stage> {
		const stage = await staged();
		for (const from of callers) stage.ring(from).session.tell({ type: 'terminated', at: Date.now(), termination: { by: 'remote', cause: 'cancelled' } });
		await shown(stage.face);
		return stage;
	}

	const dismissed = async (stage: Stage): Promise<Stage> => {
		stage.phone.calls.forEach((call) => stage.phone.dismiss(call));
		await shown(stage.face);
		return stage;
	};

	/** Until the browser has seen what is in sight. */
	const inSight = async ({ face }: Stage): Promise<void> => {
		for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
		await shown(face);
	};

	const rows = ({ face }: Stage): string[] => [...(face.shadowRoot?.querySelectorAll('[part~=history-entry]') ?? [])].map((row) => (row.textContent ?? '').replace(/\s+/g, ' ').trim());

	it('lists a missed call beside the card of one that came later', async () => {
		const stage = await missed('"Alice" <sip:1001@voice.test>', '"Bob" <sip:1002@voice.test>');
		expect(part(stage.face, 'state').textContent).to.contain('Missed call from Bob');
		expect(rows(stage)).to.have.length(1);
		expect(rows(stage)[0]).to.match(/Alice Missed .+ Call back/);
	});

	it('says how many were missed until they were seen, and as long as they are shown', async () => {
		const stage = await dismissed(await missed('1001', '1002'));
		await inSight(stage);
		expect(part(stage.face, 'history-missed').textContent).to.equal('2 missed calls');
		expect(stage.phone.state.history.every(({ seen }) => seen)).to.equal(true);
		const { call } = await stage.dial('1003');
		await shown(stage.face);
		expect(shows(stage.face, 'history')).to.equal(false);
		call.hangUp();
		await dismissed(stage);
		expect(rows(stage)).to.have.length(3);
		expect(shows(stage.face, 'history-missed')).to.equal(false);
	});

	it('leaves them unseen where the list is out of sight', async () => {
		const stage = await missed('1001');
		stage.face.style.cssText = 'position: absolute; inset-block-start: 300vh; inline-size: 20rem';
		await inSight(stage);
		await dismissed(stage);
		await inSight(stage);
		expect(stage.phone.state.history.map(({ seen }) => seen)).to.deep.equal([false]);
		stage.face.style.cssText = '';
		await inSight(stage);
		expect(stage.phone.state.history.map(({ seen }) => seen)).to.deep.equal([true]);
	});

	it('leaves a call unseen of which only the ended card was shown', async () => {
		const stage = await missed('1001');
		await inSight(stage);
		expect(stage.phone.state.history.map(({ seen }) => seen)).to.deep.equal([false]);
	});

	for (const press of ['dismiss', 'redial'] as const) {
		it(`counts no call as missed whose ended card somebody used: ${press}`, async () => {
			const stage = await missed('1001');
			stage.face.addEventListener('voice-dial-request', (event) => event.preventDefault());
			part(stage.face, press).click();
			expect(stage.phone.state.history.map(({ seen }) => seen)).to.deep.equal([true]);
			await dismissed(stage);
			expect([rows(stage).length, shows(stage.face, 'history-missed')]).to.deep.equal([1, false]);
		});
	}

	it('tells what repeats as one', async () => {
		const stage = await dismissed(await missed('1001', '1001', '1001', '1002'));
		expect(rows(stage)).to.have.length(2);
		expect(rows(stage)[1]).to.contain('(3)');
	});

	it('does not count what another device answered', async () => {
		const stage = await staged();
		stage.ring('1001').session.tell({ type: 'terminated', at: Date.now(), termination: { by: 'remote', cause: 'elsewhere' } });
		await dismissed(stage);
		expect(rows(stage)[0]).to.contain('Answered on another device');
		expect(shows(stage.face, 'history-missed')).to.equal(false);
	});

	it('calls back with one press, if the page lets it', async () => {
		const stage = await dismissed(await missed('"Alice" <sip:1001@voice.test>'));
		let asked: VoiceDialRequestEvent | undefined;
		stage.face.addEventListener('voice-dial-request', (event) => {
			asked = event;
			event.preventDefault();
		}, { once: true });
		part(stage.face, 'history-entry').click();
		await shown(stage.face);
		expect([asked?.to, stage.signaling.invitations.length]).to.deep.equal(['sip:1001@voice.test', 0]);
		part(stage.face, 'history-entry').click();
		await shown(stage.face);
		expect(stage.signaling.invitations[0]?.session.remote.user).to.equal('1001');
	});

	it('offers nothing for who has no number', async () => {
		const stage = await dismissed(await missed('sip:anonymous@anonymous.invalid'));
		expect(part(stage.face, 'history-entry').localName).to.equal('div');
	});

	it('is empty when cleared, and the focus stays', async () => {
		const stage = await dismissed(await missed('1001'));
		button(stage.face, 'Clear all').focus();
		button(stage.face, 'Clear all').click();
		await shown(stage.face);
		expect(words(stage.face)).to.equal('No callCalls appear here.');
		expect(document.activeElement).to.equal(stage.face);
	});

	it('keeps the name of a stranger a text', async () => {
		const stage = await dismissed(await missed('"<img src=x onerror=alert(1)>" <sip:1001@voice.test>'));
		expect(stage.face.shadowRoot?.querySelector('img')).to.equal(null);
		expect(part(stage.face, 'name').textContent).to.equal('<img src=x onerror=alert(1)>');
	});

	it('leaves what the page put there', async () => {
		const stage = await dismissed(await missed('1001'));
		stage.face.innerHTML = '<p slot="empty">Nobody calls.</p>';
		await shown(stage.face);
		expect(stage.face.querySelector('p')?.checkVisibility()).to.equal(true);
		expect(rows(stage)).to.have.length(1);
	});
});
