import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse, resetMouse } from '@web/test-runner-commands';
import { button, part, shown } from '../stage.js';
import { field, staged, type Stage } from './chats.js';

const named = (face: Stage['face']): string | null => part(face, 'header').textContent;

/** Who writes to 1016 begins to press the card; 1017 rings meanwhile, and the field loses the focus. */
async function pressed(): Promise<Stage> {
	const stage = await staged({});
	stage.signaling.receive('1016', 'Where are you?');
	await shown(stage.face);
	field(stage.face).focus();
	await shown(stage.face);
	press(part(stage.face, 'list'));
	field(stage.face).blur();
	stage.ring('1017');
	await shown(stage.face);
	return stage;
}

function press(target: Element, type = 'pointerdown'): void {
	target.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true, buttons: type === 'pointerdown' ? 1 : 0 }));
}

/** Timers that end a press come after the click. */
async function soon(stage: Stage): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 20));
	await shown(stage.face);
}

const ends: Readonly<Record<string, (stage: Stage) => unknown>> = {
	'the release elsewhere': () => press(document.body, 'pointerup'),
	'a scroll by a finger': () => press(document.body, 'pointercancel'),
	'the window that loses the focus': () => dispatchEvent(new Event('blur')),
	'a page that goes': () => dispatchEvent(new PageTransitionEvent('pagehide')),
	'a drag': ({ face }) => part(face, 'list').dispatchEvent(new DragEvent('dragstart', { bubbles: true, composed: true })),
	'a mouse that comes back with no button down': () => press(document.body, 'pointermove'),
	'a card that is moved': ({ face }) => document.body.prepend(face),
};

describe('a press in voice-chat', () => {
	afterEach(() => resetMouse());

	for (const [what, end] of Object.entries(ends)) {
		it(`keeps the conversation no longer than to ${what}`, async () => {
			const stage = await pressed();
			expect(named(stage.face)).to.equal('1016');
			await end(stage);
			await soon(stage);
			expect(named(stage.face)).to.equal('1017');
		});
	}

	it('keeps the conversation no longer than anybody presses, where nothing tells of its end', async function () {
		this.timeout(20_000);
		const stage = await pressed();
		await new Promise((resolve) => setTimeout(resolve, 4000));
		expect(named(stage.face)).to.equal('1016');
		await new Promise((resolve) => setTimeout(resolve, 1500));
		await shown(stage.face);
		expect(named(stage.face)).to.equal('1017');
	});

	it('keeps it as long as a mouse moves with its button down, as who selects text does', async () => {
		const stage = await pressed();
		for (const _ of [1, 2, 3]) part(stage.face, 'list').dispatchEvent(new PointerEvent('pointermove', { bubbles: true, composed: true, buttons: 1 }));
		await soon(stage);
		expect(named(stage.face)).to.equal('1016');
	});

	it('by a finger takes the focus only after it was lifted, and finds what was pressed', async () => {
		const stage = await staged({});
		for (const from of ['1016', '1018']) stage.signaling.receive(from, 'hello');
		await shown(stage.face);
		const shownFirst = named(stage.face);
		field(stage.face).focus();
		stage.ring('1017');
		await shown(stage.face);
		const pill = button(stage.face, `1 new message from ${shownFirst === '1016' ? '1018' : '1016'}`);
		for (const type of ['pointerdown', 'pointerup']) press(pill, type);
		await soon(stage);
		pill.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, composed: true }));
		field(stage.face).blur();
		await shown(stage.face);
		expect(pill.isConnected).to.equal(true);
		pill.dispatchEvent(new MouseEvent('mouseup', { bubbles: true, composed: true }));
		pill.click();
		await shown(stage.face);
		expect(named(stage.face)).to.equal(shownFirst === '1016' ? '1018' : '1016');
	});

	it('of a real mouse that is released out of the card ends there', async () => {
		const stage = await staged({});
		stage.signaling.receive('1016', 'Where are you?');
		await shown(stage.face);
		field(stage.face).focus();
		await sendKeys({ press: 'Escape' });
		stage.ring('1017');
		await shown(stage.face);
		const { x, y, width, height } = part(stage.face, 'header').getBoundingClientRect();
		await sendMouse({ type: 'move', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
		await sendMouse({ type: 'down' });
		await shown(stage.face);
		expect([named(stage.face), stage.face.shadowRoot?.activeElement?.localName]).to.deep.equal(['1016', undefined]);
		await sendMouse({ type: 'move', position: [Math.round(x + width / 2), 590] });
		await shown(stage.face);
		expect(named(stage.face)).to.equal('1016');
		await sendMouse({ type: 'up' });
		await soon(stage);
		expect(named(stage.face)).to.equal('1017');
	});
});
