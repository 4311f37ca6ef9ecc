import { expect } from '@open-wc/testing';
import { until } from '../../media/until.js';
import { button, enter, part, press, shown } from '../stage.js';
import { dialler } from './dialler.js';

const down = (target: Element): boolean => target.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));

/** What a browser dispatches when this text is pasted. Firefox lets no script say what such an event carries. */
function pasting(text: string): ClipboardEvent {
	const clipboardData = new DataTransfer();
	clipboardData.setData('text/plain', text);
	return Object.defineProperty(new ClipboardEvent('paste', { bubbles: true, cancelable: true }), 'clipboardData', { value: clipboardData });
}

function release(target: HTMLElement): void {
	target.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
	target.click();
}

describe('a key of voice-dial that is held', () => {
	it('makes + of 0, and 0 when it is only pressed', async () => {
		const { face, input } = await dialler();
		const zero = button(face, '0');
		down(zero);
		await until(() => input.value === '+');
		release(zero);
		down(zero);
		release(zero);
		expect(input.value).to.equal('+0');
	});

	it('makes + of 0 by the space bar, too, and says so', async () => {
		const { face, input } = await dialler();
		const zero = button(face, '0');
		expect(zero.getAttribute('aria-description')).to.equal('Hold for +');
		press(zero, ' ');
		press(zero, ' ', { repeat: true });
		await until(() => input.value === '+');
		zero.dispatchEvent(new KeyboardEvent('keyup', { key: ' ' }));
		zero.click();
		press(zero, 'Enter');
		zero.click();
		expect(input.value).to.equal('+0');
	});

	it('is not held any more when the finger leaves it', async () => {
		const { face, input } = await dialler();
		const zero = button(face, '0');
		down(zero);
		zero.dispatchEvent(new PointerEvent('pointerleave'));
		const backspace = part(face, 'backspace');
		enter(input, '12');
		down(backspace);
		await until(() => input.value === '');
		expect(input.value).to.equal('');
	});

	it('deletes everything, if it is the one that deletes', async () => {
		const { face, input } = await dialler();
		enter(input, '12345');
		await face.updateComplete;
		const backspace = part(face, 'backspace');
		down(backspace);
		await until(() => input.value === '');
		release(backspace);
		expect(input.value).to.equal('');
	});
});

describe('the keys of voice-dial', () => {
	it('are heard when they are pressed, or typed outside the field, with no microphone opened', async () => {
		const { face, input, media } = await dialler();
		button(face, '5').click();
		press(button(face, '5'), '#');
		press(input, '7');
		expect(media.keys).to.deep.equal(['5', '#']);
		expect(media.wishes).to.deep.equal([]);
	});

	it('are silent during a call', async () => {
		const { face, media, dial } = await dialler();
		await dial('bob');
		button(face, '5').click();
		expect(media.keys).to.deep.equal([]);
	});
});

describe('a long address in voice-dial', () => {
	const long = `sip:${'a'.repeat(200)}@voice.test`;

	it('shows its end when it is composed, and fades where it goes on', async () => {
		const { face, input } = await dialler();
		face.style.inlineSize = '320px';
		enter(input, long);
		input.setSelectionRange(long.length, long.length);
		button(face, '9').click();
		await shown(face);
		expect(input.scrollLeft).to.be.closeTo(input.scrollWidth - input.clientWidth, 1);
		expect([...input.classList]).to.deep.equal(['more-left']);
		input.scrollLeft = 0;
		// The browser tells of it with the next frame, which a page that is not in front does not get.
		input.dispatchEvent(new Event('scroll'));
		expect([...input.classList]).to.deep.equal(['more-right']);
	});

	it('ends before the button that deletes', async () => {
		const { face, input } = await dialler();
		face.style.inlineSize = '320px';
		enter(input, long);
		await shown(face);
		expect(input.getBoundingClientRect().right).to.be.at.most(part(face, 'backspace').getBoundingClientRect().left);
	});

	it('is refused, and not cut to another one, when it is too long', async () => {
		const { face, input } = await dialler();
		enter(input, '1'.repeat(300));
		await shown(face);
		expect(part(face, 'call-button').ariaDisabled).to.equal('true');
		expect(input.getAttribute('aria-invalid')).to.equal('true');
	});
});

describe('what is pasted into voice-dial', () => {
	it('is cleaned, where it has to be', async () => {
		const { input } = await dialler();
		const paste = pasting('\u202A+49 30 901820\u202C');
		input.dispatchEvent(paste);
		expect([input.value, paste.defaultPrevented]).to.deep.equal(['+49 30 901820', true]);
	});

	it('is left to the browser, which can undo it, where it is clean', async () => {
		const { input } = await dialler();
		const paste = pasting('+49 30 901820');
		input.dispatchEvent(paste);
		expect(paste.defaultPrevented).to.equal(false);
	});

	it('may be typed in digits of another script', async () => {
		const { input } = await dialler();
		enter(input, '٣٣');
		expect(input.value).to.equal('33');
	});
});
