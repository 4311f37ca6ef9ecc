import { expect } from '@open-wc/testing';
import { button, part, shown } from '../stage.js';
import { field, frames, staged, type Stage } from './chats.js';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What the status regions of a chat say, in turn: what a screen reader tells when it is there. */
function heard({ face }: Stage): string[] {
	const told: string[] = [];
	new MutationObserver(() => {
		for (const region of face.shadowRoot!.querySelectorAll('[role=status]')) {
			const words = region.textContent?.trim() ?? '';
			if (words && told.at(-1) !== words) told.push(words);
		}
	}).observe(face.shadowRoot!, { childList: true, characterData: true, subtree: true });
	return told;
}

/** Somebody writes to 1016. */
async function writing(): Promise<Stage> {
	const stage = await staged({});
	stage.signaling.receive('1016', 'Where are you?');
	await shown(stage.face);
	field(stage.face).focus();
	await frames(stage.face);
	return stage;
}

describe('what voice-chat tells of other conversations', function () {
	this.timeout(30_000);

	it('stands in regions that were there before, and takes no room until then', async () => {
		const { face, signaling } = await writing();
		const regions = [...face.shadowRoot!.querySelectorAll('.others [role=status]')];
		expect(regions.map(({ textContent }) => textContent?.trim())).to.deep.equal(['', '']);
		const top = part(face, 'list').getBoundingClientRect().top;
		expect(top).to.equal(part(face, 'header').getBoundingClientRect().bottom);
		signaling.receive('"Bob" <sip:1002@voice.test>', 'hello?');
		await shown(face);
		expect([...face.shadowRoot!.querySelectorAll('.others [role=status]')]).to.deep.equal(regions);
		expect(regions[1]?.textContent).to.equal('1 new message from Bob');
	});

	it('is the first text at once, and of a flood only the number, every five seconds', async () => {
		const stage = await writing();
		const told = heard(stage);
		const until = Date.now() + 6500;
		for (let text = 0; Date.now() < until; text++) {
			stage.signaling.receive(text % 2 ? '1002' : '1003', String(text));
			await pause(10);
		}
		await shown(stage.face);
		const unread = told.filter((words) => /new messages?/.test(words));
		expect(unread[0]).to.equal('1 new message from 1003');
		expect(unread).to.have.length(2);
		expect(unread[1]).to.match(/^\d{3,} new messages$/);
	});

	it('is nothing any more once it is read', async () => {
		const { face, signaling } = await writing();
		signaling.receive('1002', 'hello?');
		await shown(face);
		button(face, '1 new message from 1002').click();
		await frames(face);
		expect([...face.shadowRoot!.querySelectorAll('.others [role=status]')].map(({ textContent }) => textContent?.trim())).to.deep.equal(['', '']);
	});

	it('is nothing that was there at first', async () => {
		const stage = await writing();
		stage.signaling.receive('1002', 'hello?');
		stage.face.remove();
		document.body.append(stage.face);
		await shown(stage.face);
		expect(stage.face.shadowRoot!.querySelectorAll('.others [role=status]')[1]?.textContent?.trim()).to.equal('');
	});
});

describe('what voice-chat tells of the conversation in sight', function () {
	this.timeout(30_000);

	it('is not counted under the next one', async () => {
		const stage = await staged({ to: '1001' });
		await frames(stage.face);
		const told = heard(stage);
		for (let text = 0; text < 40; text++) {
			stage.signaling.receive('1001', String(text));
			await pause(5);
		}
		stage.face.to = '1002';
		await shown(stage.face);
		stage.signaling.receive('1002', 'hello');
		await shown(stage.face);
		expect(part(stage.face, 'list').getAttribute('aria-live')).to.equal('polite');
		await pause(5500);
		await shown(stage.face);
		expect(told.filter((words) => words.includes('new message'))).to.deep.equal([]);
	});
});
