import { expect } from '@open-wc/testing';
import { VoiceErrorEvent } from '../../../src/core/events.js';
import type { Phone } from '../../../src/core/phone.js';
import { VoiceError } from '../../../src/core/voice-error.js';
import type { VoicePhone } from '../../../src/elements/voice-phone/voice-phone.js';
import '../../../src/elements/voice-phone/voice-phone.js';
import { nextCall, reached, registered, registeredPhone, serverInPage, talking, until } from '../../support/phones.js';
import { nextTask, section, type Section } from '../../support/section.js';
import type { TestFace } from '../../support/test-face.js';
import '../../support/test-face.js';

const account = (user: string): string => `server="wss://voice.test" uri="sip:${user}@voice.test" password="1234"`;
const phoneMarkup = (user: string, content = ''): string => `<voice-phone ${account(user)}>${content}</voice-phone>`;

/** A `<voice-phone>` of user 1000 with a face in it, registered, and somebody else’s phone. */
async function pageAndFriend(): Promise<{ part: Section; element: VoicePhone; phone: Phone; friend: Phone }> {
	const part = section(phoneMarkup('1000', '<test-face></test-face>'));
	const element = part.one('voice-phone');
	return { part, element, phone: await registered(element.phone), friend: await registeredPhone('1001') };
}

/** Moves it into a shadow root, and gives what has that. */
function inShadowRoot(element: VoicePhone): Element {
	const host = document.createElement('div');
	element.replaceWith(host);
	host.attachShadow({ mode: 'open' }).append(element);
	return host;
}

describe('the life of a <voice-phone>', () => {
	it('begins when it comes to the page, with its registration', async () => {
		const server = serverInPage();
		const element = document.createElement('voice-phone');
		for (const [name, value] of [['server', 'wss://voice.test'], ['uri', 'sip:1000@voice.test'], ['password', '1234']] as const) element.setAttribute(name, value);
		await nextTask();
		expect(element.phone.state.connection.phase).to.equal('idle');
		section('').append(element);
		await registered(element.phone);
		expect([...server.registrations.keys()]).to.deep.equal(['1000']);
	});

	it('ends when it is removed: it hangs up and signs off', async () => {
		const server = serverInPage();
		const { element, phone, friend } = await pageAndFriend();
		const { incoming } = await talking(phone, friend, '1001');
		element.remove();
		await reached(incoming, 'terminated');
		await until(phone, ({ connection }) => connection.phase === 'idle');
		const signedOn = (): string[] => [...server.registrations].filter(([, bindings]) => bindings.length > 0).map(([user]) => user);
		while (signedOn().includes('1000')) await nextTask();
		expect(signedOn()).to.deep.equal(['1001']);
	});

	for (const [place, removed] of [
		['', (element) => element],
		[', with what it stood in', (element) => element.parentElement],
		[', with the shadow root it stood in', inShadowRoot],
	] as const satisfies [string, (element: VoicePhone) => Element | null][]) {
		it(`tells the document it was in of the end of its call, once${place}`, async () => {
			serverInPage();
			const { element, phone, friend } = await pageAndFriend();
			const gone = removed(element);
			const { outgoing } = await talking(phone, friend, '1001');
			const told: string[] = [];
			for (const type of ['voice-call-end', 'voice-registration-change'] as const) document.addEventListener(type, (event) => told.push(event.type));
			document.addEventListener('voice-call-end', ({ call, bubbles, composed }) => told.push(`${call.id} ${bubbles} ${composed}`));
			const atElement: string[] = [];
			element.addEventListener('voice-call-end', ({ call }) => atElement.push(call.id));
			gone?.remove();
			await reached(outgoing, 'terminated');
			await until(phone, ({ connection }) => connection.phase === 'idle');
			expect(told.slice(0, 2)).to.deep.equal(['voice-call-end', `${outgoing.id} true true`]);
			expect(told.slice(2)).to.satisfy((rest: string[]) => rest.length > 0 && rest.every((type) => type === 'voice-registration-change'));
			expect(atElement).to.deep.equal([outgoing.id]);
		});
	}

	it('tells the document nothing more of a phone of the page once it was removed: another element may have that phone by then', async () => {
		serverInPage();
		const element = section('<voice-phone></voice-phone>').one('voice-phone');
		element.phone = await registeredPhone('1001');
		const told: string[] = [];
		document.addEventListener('voice-error', ({ error }) => told.push(error.message));
		element.phone.dispatchEvent(new VoiceErrorEvent(new VoiceError('failed', 'before')));
		element.remove();
		await nextTask();
		element.phone.dispatchEvent(new VoiceErrorEvent(new VoiceError('failed', 'after')));
		expect(told).to.deep.equal(['before']);
	});

	it('goes on when it is moved, and so does a call', async () => {
		const server = serverInPage();
		const { part, element, phone, friend } = await pageAndFriend();
		const { outgoing, incoming } = await talking(phone, friend, '1001');
		const before = server.wire.frames.length;
		part.parentElement?.append(element);
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(element.phone === phone).to.equal(true);
		expect([outgoing.state.phase, incoming.state.phase, phone.state.registration.phase]).to.deep.equal(['confirmed', 'confirmed', 'registered']);
		expect(server.wire.frames.slice(before).map(({ method }) => method)).to.satisfy((methods: string[]) => methods.every((method) => !['REGISTER', 'BYE', 'INVITE'].includes(method)));
		element.remove();
	});

	it('begins anew when it comes back', async () => {
		const server = serverInPage();
		const { part, element, phone } = await pageAndFriend();
		element.remove();
		await until(phone, ({ connection }) => connection.phase === 'idle');
		part.append(element);
		await registered(element.phone);
		expect(element.phone === phone).to.equal(true);
		expect(server.registrations.get('1000')?.length).to.equal(1);
		expect(part.one('test-face').finder.phone === phone).to.equal(true);
	});

	it('does not begin while it is away, whatever is set meanwhile', async () => {
		const server = serverInPage();
		const { element, phone } = await pageAndFriend();
		element.remove();
		await until(phone, ({ connection }) => connection.phase === 'idle');
		element.displayName = 'Ann';
		await element.updateComplete;
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(phone.state.connection.phase).to.equal('idle');
		expect([...server.registrations.keys()]).to.deep.equal(['1001']);
	});

	it('comes back also when the end is still under way', async () => {
		serverInPage();
		const { part, element, phone } = await pageAndFriend();
		element.remove();
		await nextTask();
		part.append(element);
		await until(phone, ({ registration }) => registration.phase === 'none');
		await registered(phone);
	});

	it('is apart from that of another one: each has its own account, faces and calls', async () => {
		serverInPage();
		const part = section(phoneMarkup('1000', '<test-face id="one"></test-face>') + phoneMarkup('1001', '<test-face id="other"></test-face>'));
		const [one, other] = [part.one<TestFace>('#one').finder.demand(), part.one<TestFace>('#other').finder.demand()];
		await Promise.all([registered(one), registered(other)]);
		const { outgoing, incoming } = await talking(one, other, '1001');
		expect(incoming.remote.user).to.equal('1000');
		expect([one.state.account?.user, other.state.account?.user]).to.deep.equal(['1000', '1001']);
		outgoing.hangUp();
		await reached(incoming, 'terminated');
	});

	it('lets callers hear 480 while the page has nothing to answer with', async () => {
		serverInPage();
		const part = section(phoneMarkup('1000'));
		await registered(part.one('voice-phone').phone);
		const call = (await registeredPhone('1001')).call('1000');
		await reached(call, 'terminated');
		expect(call.state.phase === 'terminated' && [call.state.termination.cause, call.state.termination.status]).to.deep.equal(['unavailable', 480]);
	});
});

describe('a change of the attributes of a <voice-phone> that runs', () => {
	it('goes over to another account', async () => {
		const server = serverInPage();
		const { element, phone } = await pageAndFriend();
		element.uri = 'sip:1002@voice.test';
		await until(phone, ({ account: now, registration }) => now?.user === '1002' && registration.phase === 'registered' && server.registrations.has('1002'));
		expect(server.registrations.get('1000') ?? []).to.deep.equal([]);
	});

	it('ends no call', async () => {
		serverInPage();
		const { element, phone, friend } = await pageAndFriend();
		const { outgoing } = await talking(phone, friend, '1001');
		element.uri = 'sip:1002@voice.test';
		element.setAttribute('codecs', 'pcmu');
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(outgoing.state.phase).to.equal('confirmed');
	});

	it('does not disturb the registration when it must not', async () => {
		const server = serverInPage();
		const { element, phone } = await pageAndFriend();
		const before = server.wire.frames.length;
		element.doNotDisturb = true;
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(phone.state.doNotDisturb).to.equal(true);
		expect(server.wire.frames.slice(before).filter(({ method }) => method === 'REGISTER')).to.deep.equal([]);
	});
});

describe('events of a <voice-phone>', () => {
	it('tell the facts of its phone, through shadow roots, up to the document', async () => {
		serverInPage();
		const told: string[] = [];
		const listening = new AbortController();
		for (const type of ['voice-registration-change', 'voice-call-start', 'voice-call-change', 'voice-call-end', 'voice-message'] as const) {
			document.addEventListener(type, (event) => told.push(event.type), { signal: listening.signal });
		}
		const host = section('<div></div>').one('div');
		host.attachShadow({ mode: 'open' }).innerHTML = phoneMarkup('1000', '<test-face></test-face>');
		const element = host.shadowRoot!.querySelector('voice-phone')!;
		await registered(element.phone);
		const friend = await registeredPhone('1001');
		friend.chat({ person: '1000' }).send('Hello');
		friend.call('1000');
		(await nextCall(element.phone)).hangUp();
		await until(element.phone, ({ calls, chats }) => calls[0]?.phase === 'terminated' && chats.length > 0);
		listening.abort();
		expect([...new Set(told)].sort()).to.deep.equal(['voice-call-change', 'voice-call-end', 'voice-call-start', 'voice-message', 'voice-registration-change']);
		expect(told.filter((type) => type === 'voice-call-end').length).to.equal(1);
	});

	it('carry the very objects of the phone, and say where they come from', async () => {
		serverInPage();
		const { element, phone, friend } = await pageAndFriend();
		const started = new Promise<{ target: EventTarget | null; call: unknown }>((resolve) => element.addEventListener('voice-call-start', ({ target, call }) => resolve({ target, call }), { once: true }));
		friend.call('1000');
		const { target, call } = await started;
		expect(target === element).to.equal(true);
		expect(call === phone.calls[0]).to.equal(true);
	});
});
