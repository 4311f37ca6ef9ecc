import { expect } from '@open-wc/testing';
import { part, shown } from '../stage.js';
import { bubbles, staged, type Stage } from './chats.js';
import { replaceDocumentMember } from '../../support/replace-document-member.js';

/** A conversation in which that was heard. */
async function heard(...texts: readonly string[]): Promise<Stage> {
	const stage = await staged();
	for (const text of texts) stage.signaling.receive('1001', text);
	await shown(stage.face);
	return stage;
}

const linkIn = ({ face }: Stage): HTMLAnchorElement => face.shadowRoot!.querySelector<HTMLAnchorElement>('.bubble a')!;

describe('what one writes in voice-chat', () => {
	it('leads to pages elsewhere, which learn nothing of this one', async () => {
		const stage = await heard('see https://example.org/x.');
		expect(linkIn(stage)).to.include({ href: 'https://example.org/x', target: '_blank', rel: 'noopener noreferrer nofollow' });
		expect(part(stage.face, 'bubble').textContent).to.equal('see https://example.org/x.');
	});

	it('says where a link leads that looks like another', async () => {
		const stage = await heard('https://аррlе.com/');
		expect(linkIn(stage).textContent).to.equal('https://аррlе.com/ (xn--l-7sbq6ba.com)');
	});

	it('is called when it is a telephone number, if the page lets it', async () => {
		const stage = await heard('sip:office@voice.test');
		const asked: string[] = [];
		stage.face.addEventListener('voice-dial-request', (event) => {
			asked.push((event).to);
			if (asked.length === 1) event.preventDefault();
		});
		linkIn(stage).click();
		expect(stage.phone.calls).to.have.length(0);
		linkIn(stage).click();
		expect(asked).to.deep.equal(['sip:office@voice.test', 'sip:office@voice.test']);
		expect(stage.phone.calls.map(({ remote }) => remote.user)).to.deep.equal(['office']);
		stage.phone.calls.forEach((call) => call.hangUp());
	});

	it('is large when it is only emoji', async () => {
		const { face } = await heard('hello', '🎉');
		const [words, emoji] = [...face.shadowRoot!.querySelectorAll('.bubble')].map((bubble) => parseFloat(getComputedStyle(bubble).fontSize));
		expect(emoji).to.be.above(2 * (words ?? 0));
	});

	it('runs in its own direction', async () => {
		const { face } = await heard('שלום', 'hello');
		expect([...face.shadowRoot!.querySelectorAll('.bubble')].map((bubble) => getComputedStyle(bubble).direction)).to.deep.equal(['rtl', 'ltr']);
	});

	it('stays inside, however long a word is', async () => {
		const { face } = await heard('x'.repeat(500), `https://example.org/${'y'.repeat(500)}`);
		face.style.inlineSize = '320px';
		await shown(face);
		const { scrollWidth, clientWidth } = part(face, 'list');
		expect(scrollWidth).to.equal(clientWidth);
	});

	it('is said to be unreadable where its words got lost on the way, and is no words of its writer', async () => {
		const words = 'This message couldn’t be read';
		const { face } = await heard('Look:', '', words);
		expect(bubbles(face)).to.deep.equal(['Look:', words, words]);
		const said = [...face.shadowRoot!.querySelectorAll('.bubble')].map((bubble) => bubble.querySelector('em')?.textContent);
		expect(said).to.deep.equal([undefined, words, undefined]);
		expect(getComputedStyle(face.shadowRoot!.querySelector('.bubble em')!).fontStyle).to.equal('italic');
	});

	it('is unreadable in the language of the page, counted and told like any other', async () => {
		const stage = await staged({ lang: 'de' });
		const restore = replaceDocumentMember('hasFocus', () => false);
		try {
			stage.signaling.receive('1001', '');
			await shown(stage.face);
			expect(bubbles(stage.face)).to.deep.equal(['Diese Nachricht konnte nicht gelesen werden']);
			expect(part(stage.face, 'list').getAttribute('aria-live')).to.equal('polite');
			expect(stage.phone.state.chats[0]?.unread).to.equal(1);
			expect(document.title).to.match(/^\(1\)/);
		} finally {
			restore();
		}
	});

	it('is nothing at all where nothing of it can be seen, or the other side only types', async () => {
		const stage = await heard('\u200B\u2066', ' \n\t', '\u3164');
		expect(stage.phone.state.chats.flatMap(({ messages }) => messages)).to.deep.equal([]);
		expect(part(stage.face, 'base').textContent).to.contain('No messages yet');
	});
});
