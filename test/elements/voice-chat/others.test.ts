import { expect } from '@open-wc/testing';
import { scriptedPhone } from '../../support/scripted-phone.js';
import { button, part, place, shown, shows } from '../stage.js';
import { frames, staged } from './chats.js';
import { replaceDocumentMember } from '../../support/replace-document-member.js';

describe('the texts of a third person', () => {
	it('are counted during a call, and a pill leads there and back', async () => {
		const { face, dial, signaling, phone } = await staged({});
		(await dial('1001')).session.confirm();
		await shown(face);
		for (const text of ['hello?', 'are you there?']) signaling.receive('"Bob Marsh" <sip:1002@voice.test>', text);
		await shown(face);
		expect(part(face, 'header').textContent).to.equal('1001');
		expect(part(face, 'other unread').textContent?.replace(/\s+/g, ' ').trim()).to.equal('Bob Marsh');
		button(face, '2 new messages from Bob Marsh').click();
		await frames(face);
		expect(part(face, 'header').textContent).to.contain('Bob Marsh');
		expect(phone.state.chats.find(({ peer }) => peer.user === '1002')?.unread).to.equal(0);
		expect(shows(face, 'other unread')).to.equal(false);
		button(face, 'Back to 1001').click();
		await shown(face);
		expect(part(face, 'header').textContent).to.equal('1001');
	});

	it('of two hundred persons are led to by the newest three', async () => {
		const { face, dial, signaling } = await staged({});
		(await dial('1001')).session.confirm();
		for (let person = 2000; person < 2190; person++) signaling.receive(String(person), 'hello');
		await shown(face);
		expect(face.shadowRoot?.querySelectorAll('[part~=other]')).to.have.length(3);
	});

	it('are not shown where the page names one person', async () => {
		const { face, signaling } = await staged({ to: '1001' });
		signaling.receive('1002', 'hello?');
		await shown(face);
		expect(shows(face, 'other')).to.equal(false);
	});
});

describe('the title of a page with voice-chat', () => {
	let before = '';
	let restore: () => void;

	beforeEach(() => {
		before = document.title;
		document.title = 'Shop';
		restore = replaceDocumentMember('hasFocus', () => false);
	});

	afterEach(() => {
		restore();
		document.title = before;
	});

	it('counts unread texts once, however many elements show them, and loses only that', async () => {
		const { face, signaling, phone } = await staged({});
		const second = await place('voice-chat', { phone });
		const third = await place('voice-chat', { phone, attributes: { to: '1001' } });
		for (const from of ['1001', '1002', '1002']) signaling.receive(from, 'hello');
		await shown(face);
		await shown(third);
		expect(document.title).to.equal('(3) Shop');
		for (const chat of phone.state.chats) phone.chat({ person: chat.peer.uri }).markRead();
		for (const one of [face, second, third]) await shown(one);
		expect(document.title).to.equal('Shop');
	});

	it('adds up several phones', async () => {
		const one = await staged({});
		const other = await staged({});
		one.signaling.receive('1001', 'hello');
		other.signaling.receive('1001', 'hello');
		await shown(one.face);
		await shown(other.face);
		expect(document.title).to.equal('(2) Shop');
		one.face.remove();
		await shown(other.face);
		expect(document.title).to.equal('(1) Shop');
	});

	it('keeps what the page writes meanwhile, also what looks alike', async () => {
		const { face, signaling } = await staged({});
		signaling.receive('1001', 'hello');
		await shown(face);
		document.title = '(7) Checkout';
		await shown(face);
		expect(document.title).to.equal('(1) (7) Checkout');
		signaling.receive('1001', 'hello?');
		await shown(face);
		expect(document.title).to.equal('(2) (7) Checkout');
		document.querySelector('title')?.remove();
		const title = document.createElement('title');
		title.textContent = 'Thank you';
		document.head.append(title);
		await shown(face);
		expect(document.title).to.equal('(2) Thank you');
		face.remove();
		await shown(face);
		expect(document.title).to.equal('Thank you');
	});

	it('is left alone by a page without voice-chat', async () => {
		const { signaling, phone } = await scriptedPhone();
		await place('voice-dial', { phone, attributes: { to: '1001' } });
		signaling.receive('1001', 'hello');
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(document.title).to.equal('Shop');
	});
});
