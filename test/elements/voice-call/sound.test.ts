import { expect } from '@open-wc/testing';
import type { HearingReport } from '../../../src/core/ports/media.js';
import { barsOf } from '../../../src/elements/voice-call/level.js';
import { losable, lose } from '../../support/lost-track.js';
import { button, part, shown, shows } from '../stage.js';
import { announced, talking, type Stage } from './calls.js';

describe('voice-call, by what it hears', () => {
	async function measured(hearing: HearingReport): Promise<Stage & Awaited<ReturnType<typeof talking>>> {
		const stage = await talking();
		stage.session.connection = {} as RTCPeerConnection;
		stage.session.tell({ type: 'media' });
		stage.media.watches.at(-1)?.report(hearing);
		await shown(stage.face);
		return stage;
	}

	/** Until a meter shows so many bars, or as many as it does when time is over. */
	async function barsIn(face: HTMLElement, side: string, wanted: string | undefined): Promise<string | undefined> {
		for (let tries = 0; tries < 400 && part(face, `level ${side}`).dataset['bars'] !== wanted; tries++) await new Promise((resolve) => setTimeout(resolve, 25));
		return part(face, `level ${side}`).dataset['bars'];
	}

	it('says how good the connection is', async () => {
		const { face, media } = await measured({ hears: 'yes', heard: 'yes', quality: 'good' });
		expect(part(face, 'quality good').textContent).to.contain('Good');
		media.watches.at(-1)?.report({ hears: 'yes', heard: 'yes', quality: 'poor' });
		await shown(face);
		expect(part(face, 'quality poor').textContent).to.contain('Poor');
	});

	it('says nothing of the quality before it was measured', async () => {
		const { face } = await talking();
		expect(shows(face, 'quality')).to.equal(false);
	});

	it('shows how loud both sides are, and falls silent bar by bar', async () => {
		const { face, media } = await measured({ hears: 'yes', heard: 'yes' });
		media.loudness = { local: 0.05, remote: 0.4 };
		expect([await barsIn(face, 'remote', '3'), await barsIn(face, 'local', '2')]).to.deep.equal(['3', '2']);
		media.loudness = { local: 0, remote: 0 };
		expect([await barsIn(face, 'remote', '2'), await barsIn(face, 'remote', '0')]).to.deep.equal(['2', '0']);
	});

	it('measures nothing while it is held, nor where nobody can see it', async () => {
		const { face, media, call } = await measured({ hears: 'yes', heard: 'yes' });
		let asked = 0;
		media.levels = () => (asked++, Promise.resolve(media.loudness));
		const more = async (): Promise<void> => {
			for (const before = asked; asked < before + 2;) await new Promise((resolve) => setTimeout(resolve, 25));
		};
		const none = async (): Promise<void> => {
			await new Promise((resolve) => setTimeout(resolve, 500));
			const before = asked;
			await new Promise((resolve) => setTimeout(resolve, 500));
			expect(asked).to.equal(before);
		};
		await more();
		await call.hold();
		await none();
		await call.resume();
		await more();
		face.style.cssText = 'position: fixed; inset-block-start: -1000px';
		await none();
	});

	it('shows no level of a microphone that is muted', async () => {
		const { face } = await talking();
		expect(shows(face, 'local')).to.equal(true);
		button(face, 'Mute').click();
		await shown(face);
		expect(shows(face, 'local')).to.equal(false);
		expect(announced(face)).to.equal('You are muted');
	});

	const notices: readonly (readonly [HearingReport, string])[] = [
		[{ hears: 'no', heard: 'yes' }, 'No sound arrives from Bob. If it stays so, call again.'],
		[{ hears: 'yes', heard: 'no' }, 'Bob does not hear you. Check your microphone.'],
		[{ hears: 'no', heard: 'no' }, 'You and Bob do not hear each other. Hang up and call again.'],
	];
	for (const [hearing, words] of notices) {
		it(`hears ${hearing.hears}, heard ${hearing.heard}: ${words}`, async () => {
			const { face } = await measured(hearing);
			expect(part(face, 'notice').textContent?.trim()).to.equal(words);
		});
	}

	it('shows a picture that comes later, and takes it away when it goes', async () => {
		const { face, session } = await talking();
		const canvas = document.createElement('canvas');
		canvas.getContext('2d')?.fillRect(0, 0, 1, 1);
		const picture = losable(canvas.captureStream(5).getTracks()[0]!);
		session.remoteStream = new MediaStream([picture]);
		session.tell({ type: 'media' });
		await shown(face);
		expect(shows(face, 'video')).to.equal(true);
		lose(picture);
		await shown(face);
		expect(shows(face, 'video')).to.equal(false);
	});
});

describe('the bars of a level', () => {
	for (const [level, bars] of [[0, 0], [0.001, 0], [0.01, 1], [0.05, 2], [0.3, 3], [1, 3]] as const) {
		it(`${level}: ${bars}`, () => expect(barsOf(level)).to.equal(bars));
	}
});
