import { expect } from '@open-wc/testing';
import { levels } from '../../src/media/levels.js';
import { measurePath, quality } from '../../src/media/quality.js';
import { readAudioStats } from '../../src/media/audio-stats.js';
import { watch } from '../../src/media/watch.js';
import type { HearingReport } from '../../src/core/ports/media.js';
import { toneStream, type Tone } from '../support/tones.js';
import { connectPeers, negotiate, type Peers } from './peers.js';
import { pause, until } from './until.js';

describe('watching a call', () => {
	let ending: AbortController;
	let tones: Tone[];
	const peers: Peers[] = [];

	const call = async (): Promise<Peers> => {
		const [near, far] = [toneStream(440), toneStream(830)];
		tones = [near, far];
		const made = await connectPeers(near.stream, far.stream);
		peers.push(made);
		return made;
	};

	beforeEach(() => {
		ending = new AbortController();
	});

	afterEach(() => {
		ending.abort();
		for (const made of peers.splice(0)) made.close();
		for (const made of tones) made.stop();
	});

	const reportsOf = (connection: RTCPeerConnection): HearingReport[] => {
		const reports: HearingReport[] = [];
		void watch(connection, (report) => reports.push(report), ending.signal);
		return reports;
	};

	it('finds that both sides hear, and when nothing arrives any more', async () => {
		const { near, far } = await call();
		const reports = reportsOf(near);
		await until(() => reports.at(-1)?.hears === 'yes' && reports.at(-1)?.heard === 'yes', { timeoutMs: 20_000 });
		expect(reports.filter(({ hears, heard }) => hears === 'no' || heard === 'no')).to.deep.equal([]);
		far.close();
		await until(() => reports.at(-1)?.hears === 'no', { timeoutMs: 20_000 });
	});

	it('finds how good the link is', async () => {
		const { near } = await call();
		const reports = reportsOf(near);
		await until(() => reports.at(-1)?.quality === 'good', { timeoutMs: 20_000 });
	});

	it('does not take a silent party for one that is gone', async () => {
		const { near } = await call();
		for (const { stream } of tones) for (const track of stream.getTracks()) track.enabled = false;
		const reports = reportsOf(near);
		await until(() => reports.at(-1)?.hears === 'yes', { timeoutMs: 20_000 });
		await pause(6000);
		expect(reports.filter(({ hears }) => hears === 'no')).to.deep.equal([]);
	});

	it('expects nothing from a call on hold', async () => {
		const { near, far } = await call();
		const reports = reportsOf(near);
		await until(() => reports.at(-1)?.hears === 'yes');
		for (const transceiver of near.getTransceivers()) transceiver.direction = 'inactive';
		await negotiate(near, far);
		await until(() => reports.at(-1)?.hears === 'unknown' && reports.at(-1)?.heard === 'unknown');
	});

	it('tells that a lost microphone is not heard', async () => {
		const { near } = await call();
		const reports = reportsOf(near);
		await until(() => reports.length > 0);
		for (const { track } of near.getSenders()) track?.stop();
		await until(() => reports.at(-1)?.heard === 'no');
	});

	it('says nothing after its signal aborts', async () => {
		const { near } = await call();
		const reports = reportsOf(near);
		await until(() => reports.length > 0);
		ending.abort();
		const so = reports.length;
		near.close();
		await pause(2500);
		expect(reports).to.have.length(so);
	});

	it('measures how loud both sides are, and finds a good link', async () => {
		const { near, atNear } = await call();
		// Only what is played has a level.
		const player = new Audio();
		player.srcObject = atNear;
		await player.play();
		const before = await readAudioStats(near);
		await until(async () => {
			const { local, remote } = await levels(near);
			return local > 0.1 && remote > 0.1;
		});
		expect(quality(measurePath(before, await readAudioStats(near)))).to.equal('good');
		for (const { track } of near.getSenders()) if (track) track.enabled = false;
		await until(async () => (await levels(near)).local === 0);
		expect((await levels(near)).remote).to.be.greaterThan(0.1);
		player.srcObject = null;
	});
});
