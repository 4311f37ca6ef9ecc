import { expect } from '@open-wc/testing';
import type { PhoneConfig } from '../../src/core/account/settings.js';
import { registered, until } from '../support/phones.js';
import { asks } from '../sip/support/line-rules.js';
import { ended, eventually, hears, pause, talking } from './support/calls.js';
import { ALICE, BOB, PageOffice } from './support/office.js';
import type { TonePhone } from './support/tone-phone.js';

const account: PhoneConfig = { server: 'wss://voice.test', uri: 'sip:1000@voice.test', password: '1234' };

describe('a phone that is given other settings', () => {
	let office: PageOffice;
	let alice: TonePhone;
	let bob: TonePhone;
	const methods = (): readonly string[] => office.wire.frames.filter(({ to, status, user }) => to === 'server' && status === undefined && user === '1000').map(({ method }) => method);

	beforeEach(async () => {
		office = new PageOffice();
		[alice, bob] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB)]);
	});

	for (const [what, change] of [
		['another name', { displayName: 'Alice Liddell' }],
		['another password', { password: 'of tomorrow' }],
		['other digits', { dtmf: 'info' }],
		['other codecs', { codecs: 'pcmu' }],
		['quiet', { doNotDisturb: true }],
	] as const) {
		it(`takes ${what} without a word to the server`, async () => {
			const before = methods().length;
			await alice.configure({ ...account, ...change });
			await pause(300);
			expect(methods().slice(before)).to.deep.equal([]);
			expect([alice.state.registration.phase, office.wire.connections.length]).to.deep.equal(['registered', 2]);
		});
	}

	it('is called by its new name from then on', async () => {
		await alice.configure({ ...account, displayName: 'Alice Liddell' });
		const { incoming } = await talking(alice, bob, '1001');
		expect(incoming.remote.displayName).to.equal('Alice Liddell');
		alice.chat({ person: '1001' }).send('by the way');
		await until(bob, ({ chats }) => chats.length === 1);
		expect(bob.state.chats[0]?.messages[0]?.from.displayName).to.equal('Alice Liddell');
	});

	it('proves itself by its new password from then on', async () => {
		const users = { 1000: '1234', 1001: '1234' };
		const strict = new PageOffice({ users });
		const carol = await strict.registered('1000', ALICE);
		await carol.configure({ ...account, password: 'not this' });
		const call = carol.call('1001');
		expect(await ended(call)).to.have.nested.property('error.code', 'credentials-refused');
	});

	it('speaks the codec that is preferred from then on', async () => {
		await alice.configure({ ...account, codecs: 'pcmu' });
		const { outgoing, incoming } = await talking(alice, bob, '1001');
		await hears(incoming, ALICE);
		expect(await codecOf(outgoing.connection)).to.equal('audio/PCMU');
	});

	it('goes over to another server, which it is called on', async () => {
		const before = office.wire.connections.length;
		await alice.configure({ ...account, server: 'wss://voice.test/other' });
		await until(alice, ({ connection }) => connection.phase === 'connected' && connection.server === 'wss://voice.test/other');
		await registered(alice);
		const { outgoing } = await talking(bob, alice, '1000');
		await hears(outgoing, ALICE);
		expect(office.wire.connections.length).to.equal(before);
		expect(office.pbx.registrations.get('1000')).to.have.length(1);
	});

	it('goes over to another server only after the call, which goes on undisturbed', async () => {
		const { outgoing, incoming } = await talking(alice, bob, '1001');
		await hears(incoming, ALICE);
		const before = methods().length;
		await alice.configure({ ...account, server: 'wss://voice.test/other' });
		await pause(1000);
		expect(methods().slice(before)).to.deep.equal([]);
		expect(alice.state.connection).to.deep.include({ phase: 'connected', server: 'wss://voice.test' });
		await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
		outgoing.hangUp();
		await ended(incoming);
		await until(alice, ({ connection }) => connection.phase === 'connected' && connection.server === 'wss://voice.test/other');
		await registered(alice);
		await eventually(() => office.pbx.registrations.get('1000')?.length === 1, 'the old registration is gone');
	});

	it('goes over to another account, and leaves the old one', async () => {
		await alice.configure({ ...account, uri: 'sip:1002@voice.test' });
		await until(alice, ({ account: now, registration }) => now?.user === '1002' && registration.phase === 'registered');
		await eventually(() => office.pbx.registrations.has('1002') && (office.pbx.registrations.get('1000') ?? []).length === 0, 'the server knows the new one alone');
		const { outgoing } = await talking(bob, alice, '1002');
		await hears(outgoing, ALICE);
	});

	it('keeps what it had when the new ones are wrong, and says what is', async () => {
		const mistake = await alice.configure({ ...account, server: 'https://voice.test' }).catch((error: unknown) => error);
		const told = mistake ?? alice.state.troubles.at(-1);
		expect(told).to.deep.include({ code: 'configuration', subject: 'server' });
		expect(alice.state.registration.phase).to.equal('registered');
		const { outgoing } = await talking(bob, alice, '1000');
		await hears(outgoing, ALICE);
	});

	it('dials what was refused as an address at once, and no server hears of it', () => {
		const before = office.wire.frames.filter(asks('INVITE')).length;
		for (const nonsense of ['', '   ', 'a b', 'sip:@', 'mailto:bob@x', 'sip:bob@x?Subject=1', 'bob\r\nVia: x', '\uD800']) expect(() => alice.call(nonsense), nonsense).to.throw().with.property('code', 'address');
		expect([office.wire.frames.filter(asks('INVITE')).length, alice.calls.length, alice.devices.asked.length]).to.deep.equal([before, 0, 0]);
	});
});

async function codecOf(connection: RTCPeerConnection | undefined): Promise<string> {
	const stats = [...(await connection!.getStats()).values()] as readonly Readonly<Record<string, unknown>>[];
	const sent = stats.find(({ type, kind }) => type === 'outbound-rtp' && kind === 'audio');
	return String(stats.find(({ id }) => id === sent?.['codecId'])?.['mimeType']);
}
