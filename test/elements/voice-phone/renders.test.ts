import { expect } from '@open-wc/testing';
import type { Credentials, PhoneConfig } from '../../../src/core/account/settings.js';
import type { VoicePhone } from '../../../src/elements/voice-phone/voice-phone.js';
import '../../../src/elements/voice-phone/voice-phone.js';
import type { Pbx } from '../../../src/pbx/pbx.js';
import { until as eventually } from '../../media/until.js';
import { registered, serverInPage, until } from '../../support/phones.js';
import { section } from '../../support/section.js';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const registers = ({ wire }: Pbx): number => wire.frames.filter(({ to, method, status }) => to === 'server' && method === 'REGISTER' && status === undefined).length;

/** How often a site is asked at the most that has failed since then: after one second, then two more, then four … */
const mostAsked = (since: number): number => 1 + Math.floor(Math.log2(1 + (performance.now() - since) / 1000));

/** A page that renders again and again, each time with functions and lists of its own, as frameworks do. It counts how often its site is asked. */
class RenderingPage {
	readonly element: VoicePhone = document.createElement('voice-phone');
	asked = 0;

	constructor(readonly login: () => Credentials | Promise<Credentials>, readonly more: PhoneConfig = {}) {
		this.render();
		section('').append(this.element);
	}

	render(): void {
		Object.assign(this.element, {
			server: ['wss://voice.test'],
			codecs: ['opus', 'pcmu'],
			iceServers: [{ urls: [] }].slice(1),
			...this.more,
			credentials: async () => {
				this.asked++;
				return this.login();
			},
		});
	}

	async renderTwentyTimes(): Promise<void> {
		for (let times = 0; times < 20; times++) {
			this.render();
			await this.element.updateComplete;
			await pause(5);
		}
	}
}

describe('a <voice-phone> whose page renders again and again', () => {
	it('asks the site once, and says no more to the server than once', async () => {
		const server = serverInPage();
		const page = new RenderingPage(() => ({ uri: 'sip:1000@voice.test', password: '1234' }));
		await page.renderTwentyTimes();
		await registered(page.element.phone);
		const before = registers(server);
		await page.renderTwentyTimes();
		await pause(300);
		expect([page.asked, server.wire.connections.length, registers(server)]).to.deep.equal([1, 1, before]);
		// With a challenge.
		expect(before).to.equal(2);
	});

	it('asks the newest function when it needs credentials anew', async () => {
		serverInPage();
		let user = '1000';
		const page = new RenderingPage(() => ({ uri: `sip:${user}@voice.test`, password: '1234' }));
		await registered(page.element.phone);
		page.render();
		user = '1001';
		page.element.displayName = 'Ann';
		await until(page.element.phone, ({ account }) => account?.user === '1001');
		expect(page.asked).to.equal(2);
	});

	it('asks nobody because of what no account is made of', async () => {
		serverInPage();
		const page = new RenderingPage(() => ({ uri: 'sip:1000@voice.test', password: '1234' }));
		await registered(page.element.phone);
		Object.assign(page.element, { doNotDisturb: true, ringtone: '/ring.mp3', video: true, history: 'none', decline: 'everywhere', autoAnswer: 'always' });
		await page.element.updateComplete;
		await pause(200);
		expect([page.asked, page.element.phone.state.doNotDisturb]).to.deep.equal([1, true]);
	});

	for (const [state, nobody] of [
		['fails', () => Promise.reject(new Error('Nobody has signed in.'))],
		['gives nothing', () => undefined as unknown as Credentials],
		['gives no password', () => ({})],
	] as const) {
		for (const signIn of [false, true]) {
			it(`asks a site where nobody has signed in seldom, and signs in with whoever does then: it ${state}${signIn ? ', with a form' : ''}`, async () => {
				serverInPage();
				const since = performance.now();
				const page = new RenderingPage(nobody, { uri: 'sip:1000@voice.test', signIn });
				await until(page.element.phone, ({ connection, signInNeeded }) => connection.phase === 'failed' || signInNeeded);
				await page.renderTwentyTimes();
				expect(page.asked).to.be.at.most(mostAsked(since));
				await eventually(() => page.asked >= 2);
				await page.renderTwentyTimes();
				expect(page.asked).to.be.at.most(mostAsked(since));
				Object.assign(page, { login: () => ({ password: '1234' }) });
				page.render();
				await registered(page.element.phone);
				expect(page.asked).to.be.within(3, mostAsked(since));
			}).timeout(20_000);
		}
	}

	it('asks again within a second when somebody signs in long after it failed', async () => {
		serverInPage();
		const page = new RenderingPage(() => Promise.reject(new Error('Nobody has signed in.')), { uri: 'sip:1000@voice.test' });
		await until(page.element.phone, ({ connection }) => connection.phase === 'failed');
		await pause(1200);
		const asked = new Promise((resolve) => Object.assign(page, {
			login: () => {
				resolve('asked');
				return { password: '1234' };
			},
		}));
		page.render();
		// As late as both may be, the timer of a second goes off before this one.
		expect(await Promise.race([asked, pause(1900)])).to.equal('asked');
		await registered(page.element.phone);
	});

	it('tries no wrong password twice, and the right one that another function gives', async () => {
		const server = serverInPage({ users: { 1000: '1234' } });
		const since = performance.now();
		const page = new RenderingPage(() => ({ password: 'wrong' }), { uri: 'sip:1000@voice.test' });
		await until(page.element.phone, ({ registration }) => registration.phase === 'failed' && registration.retryAt === undefined);
		await eventually(() => page.asked === 2);
		const before = registers(server);
		await page.renderTwentyTimes();
		await pause(1500);
		await page.renderTwentyTimes();
		// Once more after the refusal.
		expect(page.asked).to.be.at.most(1 + mostAsked(since));
		expect(registers(server)).to.equal(before);
		Object.assign(page, { login: () => ({ password: '1234' }) });
		page.render();
		await registered(page.element.phone);
	}).timeout(10_000);

	it('reconnects when it is given its first function, and when it loses the last', async () => {
		serverInPage();
		const element = section('<voice-phone server="wss://voice.test" uri="sip:1000@voice.test"></voice-phone>').one('voice-phone');
		await until(element.phone, ({ connection }) => connection.phase === 'failed');
		element.credentials = () => Promise.resolve({ password: '1234' });
		await registered(element.phone);
		element.credentials = undefined;
		await until(element.phone, ({ troubles }) => troubles.some(({ code }) => code === 'credentials-missing'));
	});
});

describe('a <voice-phone> whose user has signed out', () => {
	for (const connect of ['load', 'use'] as const) {
		it(`is not signed in again by a changed attribute, nor by an opened conversation, with connect="${connect}"`, async () => {
			const server = serverInPage();
			const page = new RenderingPage(() => ({ uri: 'sip:1000@voice.test', password: '1234' }), { connect, uri: 'sip:1000@voice.test' });
			const { element } = page;
			await element.updateComplete;
			element.phone.chat({ person: '1001' });
			await registered(element.phone);
			await element.phone.signOut();
			const before = registers(server);
			await page.renderTwentyTimes();
			Object.assign(element, { displayName: 'Ann', doNotDisturb: true, codecs: 'pcmu', connect: 'load' });
			await element.updateComplete;
			element.connect = connect;
			await element.updateComplete;
			element.phone.chat({ person: '1001' });
			await pause(1500);
			expect([page.asked, registers(server), element.phone.state.connection.phase]).to.deep.equal([1, before, 'idle']);
			await element.phone.signIn({ user: '1000', password: '1234' });
			await registered(element.phone);
		});
	}
});
