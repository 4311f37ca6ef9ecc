import { expect } from '@open-wc/testing';
import { button, part, shown, shows } from '../stage.js';
import { bubbles, frames, staged } from './chats.js';
import { replaceDocumentMember } from '../../support/replace-document-member.js';

describe('reading in voice-chat', () => {
	it('shows texts as text', async () => {
		const { face, signaling } = await staged();
		const text = '<img src=x onerror="document.title = 1"> & <b>bold</b>';
		signaling.receive('1001', text);
		await shown(face);
		expect(bubbles(face)).to.deep.equal([text]);
		expect(face.shadowRoot?.querySelector('img, b') === null).to.equal(true);
	});

	it('names a sender once for what they write in a row', async () => {
		const { face, signaling, phone } = await staged({ room: '3000' });
		const { uri } = phone.chat({ room: '3000' }).peer;
		for (const [from, text] of [['alice', '1'], ['alice', '2'], ['bob', '3'], ['alice', '4']] as const) signaling.receive(from, text, { room: uri });
		await shown(face);
		expect([...face.shadowRoot!.querySelectorAll('[part=sender]')].map(({ textContent }) => textContent)).to.deep.equal(['alice', 'bob', 'alice']);
		expect(face.shadowRoot!.querySelectorAll('[part=day]')).to.have.length(1);
	});

	it('marks as read what is in sight', async () => {
		const { face, signaling, phone } = await staged();
		await frames(face);
		signaling.receive('1001', 'hello');
		await frames(face);
		expect(phone.state.chats[0]?.unread).to.equal(0);
	});

	it('marks nothing as read while one works elsewhere, and then what is in sight', async () => {
		const { face, signaling, phone } = await staged();
		const restore = replaceDocumentMember('hasFocus', () => false);
		await frames(face);
		signaling.receive('1001', 'hello');
		await frames(face);
		expect(phone.state.chats[0]?.unread).to.equal(1);
		restore();
		const focused = replaceDocumentMember('hasFocus', () => true);
		dispatchEvent(new Event('focus'));
		await frames(face);
		focused();
		expect(phone.state.chats[0]?.unread).to.equal(0);
	});

	it('marks nothing as read that is out of sight', async () => {
		const { face, signaling, phone } = await staged();
		face.style.position = 'absolute';
		face.style.top = '-2000px';
		await frames(face);
		signaling.receive('1001', 'hello');
		await frames(face);
		expect(phone.state.chats[0]?.unread).to.equal(1);
	});

	it('follows who reads at the end, and never moves the text under who reads further up', async () => {
		const { face, signaling, phone } = await staged();
		for (let line = 0; line < 60; line++) signaling.receive('1001', `line ${line}`);
		await frames(face);
		const list = part(face, 'list');
		expect(list.scrollHeight - list.scrollTop - list.clientHeight).to.be.below(2);
		list.scrollTop = 100;
		await frames(face);
		signaling.receive('1001', 'new');
		signaling.receive('1001', 'newer');
		await frames(face);
		expect(list.scrollTop).to.equal(100);
		expect(phone.state.chats[0]?.unread).to.equal(2);
		button(face, '2 new messages').click();
		await frames(face);
		expect(list.scrollHeight - list.scrollTop - list.clientHeight).to.be.below(2);
		expect(shows(face, 'new-messages')).to.equal(false);
		expect(phone.state.chats[0]?.unread).to.equal(0);
	});

	it('is where it was after the element was moved', async () => {
		const { face, signaling } = await staged();
		for (let line = 0; line < 60; line++) signaling.receive('1001', `line ${line}`);
		await frames(face);
		for (const top of [part(face, 'list').scrollTop, 100]) {
			part(face, 'list').scrollTop = top;
			await frames(face);
			document.body.prepend(face);
			await frames(face);
			expect(part(face, 'list').scrollTop).to.equal(top);
		}
	});

	it('renders only what changed of a long conversation, and keeps all of it in the document', async () => {
		const { face, signaling } = await staged();
		for (let line = 0; line < 250; line++) signaling.receive('1001', `line ${line}`);
		await frames(face);
		const changes: Node[] = [];
		expect(face.shadowRoot!.querySelectorAll('.page')).to.have.length(3);
		const observer = new MutationObserver((records) => changes.push(...records.map(({ target }) => target)));
		for (const page of [...face.shadowRoot!.querySelectorAll('.page')].slice(0, 2)) observer.observe(page, { childList: true, characterData: true, attributes: true, subtree: true });
		signaling.receive('1001', 'one more');
		await frames(face);
		expect(changes).to.deep.equal([]);
		expect(bubbles(face)).to.have.length(251);
	});
});
