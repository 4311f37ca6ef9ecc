import { expect } from '@open-wc/testing';
import { VoiceError } from '../../../src/core/voice-error.js';
import { button, focused, part, press, shown, shows, words } from '../stage.js';
import { staged, talking } from './calls.js';

describe('voice-call, talking', () => {
	it('keeps hang-up in one place, whatever is shown', async () => {
		for (const width of ['320px', '480px', '960px']) {
			const { face, dial, media, phone } = await staged();
			face.style.width = width;
			const { session, call } = await dial('"Bob" <sip:1002@voice.test>');
			const places = new Set<string>();
			const look = async (): Promise<void> => {
				await shown(face);
				const { x, y, width: wide, height } = button(face, 'Hang up').getBoundingClientRect();
				places.add([x, y, wide, height].map(Math.round).join());
			};
			await look();
			session.tell({ type: 'progress', earlyMedia: true });
			await look();
			session.tell({ type: 'confirmed', at: Date.now() - 3_600_000 });
			await look();
			call.mute();
			await call.hold();
			await look();
			session.tell({ type: 'recovering', of: 'media', at: Date.now() });
			await look();
			button(face, 'Keypad').click();
			media.blocked = true;
			media.onBlockedChange?.();
			await look();
			expect([...places], width).to.have.length(1);
			face.remove();
			phone.calls.forEach((one) => one.hangUp());
		}
	});

	it('mutes and unmutes', async () => {
		const { face, media } = await talking();
		button(face, 'Mute').click();
		await shown(face);
		expect(media.uplinks[0]?.audible).to.equal(false);
		expect(face.matches(':state(muted)')).to.equal(true);
		button(face, 'Unmute').click();
		await shown(face);
		expect(media.uplinks[0]?.audible).to.equal(true);
		expect(face.matches(':state(muted)')).to.equal(false);
	});

	it('holds and resumes, showing meanwhile that it is under way', async () => {
		const { face, session } = await talking();
		const hold = session.delay('hold');
		button(face, 'Hold').click();
		await shown(face);
		expect(button(face, 'Hold').getAttribute('aria-busy')).to.equal('true');
		hold.resolve();
		await shown(face);
		expect(part(face, 'state').textContent).to.equal('On hold');
		expect(face.matches(':state(held)')).to.equal(true);
		button(face, 'Resume').click();
		await shown(face);
		expect(session.said).to.deep.equal(['hold', 'resume']);
	});

	it('says that a hold was refused, and talks on', async () => {
		const { face, session } = await talking();
		session.delay('hold').reject(new VoiceError('refused', 'No.', { status: 488 }));
		button(face, 'Hold').click();
		await shown(face);
		expect(part(face, 'notice').textContent).to.contain('The call could not be put on hold. The server refused (488).');
		expect(part(face, 'state').textContent).to.equal('Connected');
	});

	it('sends digits, pressed or typed while the face has the focus', async () => {
		const { face, session } = await talking();
		button(face, 'Keypad').click();
		await shown(face);
		button(face, '5').click();
		press(button(face, '5'), '#');
		press(button(face, '5'), '+');
		press(document.body, '7');
		await shown(face);
		expect(session.said).to.deep.equal(['digits: 5', 'digits: #']);
		expect(face.shadowRoot?.querySelector('output')?.textContent).to.equal('5#');
	});

	it('closes the keypad on Escape, and gives the focus back', async () => {
		const { face } = await talking();
		button(face, 'Keypad').click();
		await shown(face);
		button(face, '5').focus();
		press(button(face, '5'), 'Escape');
		await shown(face);
		expect(focused(face)).to.equal('control');
		expect(button(face, 'Keypad').ariaExpanded).to.equal('false');
	});

	it('counts on', async () => {
		const { face, session } = await staged().then(async (stage) => ({ ...stage, ...await stage.dial('bob') }));
		session.tell({ type: 'confirmed', at: Date.now() - 41_000 });
		await shown(face);
		expect(part(face, 'timer').textContent).to.equal('00:41');
		await new Promise((resolve) => setTimeout(resolve, 1100));
		await face.updateComplete;
		expect(part(face, 'timer').textContent).to.equal('00:42');
	});

	it('shows the controls it is told to, in that order', async () => {
		const { face } = await talking({ controls: 'hold mute nonsense' });
		expect([...part(face, 'controls').querySelectorAll('button')].map((one) => one.textContent?.trim())).to.deep.equal(['Hold', 'Mute', 'Hang up']);
	});

	it('turns the sound on that the browser refused', async () => {
		const { face, media } = await talking();
		media.blocked = true;
		media.onBlockedChange?.();
		await shown(face);
		button(face, 'Turn on sound').click();
		await shown(face);
		expect(media.blocked).to.equal(false);
		expect(shows(face, 'notice')).to.equal(false);
	});

	it('hangs up', async () => {
		const { face, session } = await talking();
		button(face, 'Hang up').focus();
		button(face, 'Hang up').click();
		await shown(face);
		expect(session.said).to.deep.equal(['hang up']);
		expect(words(face)).to.contain('You hung up');
		expect(focused(face)).to.equal('call');
	});

	it('shows the picture of the other side, once there is one', async () => {
		const { face, session } = await talking();
		expect(shows(face, 'video')).to.equal(false);
		const canvas = document.createElement('canvas');
		canvas.getContext('2d')?.fillRect(0, 0, 1, 1);
		session.remoteStream = canvas.captureStream(5);
		session.tell({ type: 'media' });
		face.requestUpdate();
		await shown(face);
		const video = part<HTMLVideoElement>(face, 'video');
		expect(video.srcObject === session.remoteStream).to.equal(true);
		expect(video.muted).to.equal(true);
	});
});
