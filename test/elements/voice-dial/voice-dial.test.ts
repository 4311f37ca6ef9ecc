import { expect } from '@open-wc/testing';
import { VoiceDialRequestEvent } from '../../../src/core/events.js';
import { button, enter, focused, part, place, press, shown, shows, words } from '../stage.js';
import { called, dialler } from './dialler.js';

describe('the number field of voice-dial', () => {
	it('takes what is typed, and dials it on Enter', async () => {
		const { face, input, ...scripted } = await dialler();
		enter(input, 'bob');
		press(input, 'Enter');
		await shown(face);
		expect(called(scripted)).to.deep.equal(['bob']);
		expect(input.value).to.equal('');
	});

	for (const attributes of [{}, { 'without-keypad': '' }]) {
		it(`is focused by a press anywhere in its box ${JSON.stringify(attributes)}`, async () => {
			const { face, input } = await dialler(attributes);
			const root = face.shadowRoot!;
			const { left, top, width, height } = part(face, 'field').getBoundingClientRect();
			const dead: string[] = [];
			for (let x = 12; x < width - 12; x += 4) {
				for (let y = 1; y < height; y += 4) {
					const pressed = root.elementFromPoint(left + x, top + y);
					if (pressed === input || pressed?.closest('button')) continue;
					input.blur();
					pressed?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true, composed: true }));
					if (root.activeElement !== input) dead.push(`${String(x)},${String(y)}`);
				}
			}
			expect(dead).to.deep.equal([]);
		});
	}

	it('takes the keys of the keypad, where the caret is', async () => {
		const { face, input } = await dialler();
		for (const key of ['1', '0', '#']) button(face, key).click();
		input.setSelectionRange(1, 2);
		button(face, '9').click();
		expect(input.value).to.equal('19#');
	});

	it('deletes before the caret, or what is selected', async () => {
		const { face, input } = await dialler();
		enter(input, '12345');
		await face.updateComplete;
		input.setSelectionRange(2, 2);
		part(face, 'backspace').click();
		expect(input.value).to.equal('1345');
		input.setSelectionRange(1, 3);
		part(face, 'backspace').click();
		expect(input.value).to.equal('15');
	});

	it('takes digits typed anywhere in the face, and backspace', async () => {
		const { face, input } = await dialler();
		const five = button(face, '5');
		for (const key of ['4', '2', '*', '7', 'Backspace']) press(five, key);
		expect(input.value).to.equal('42*');
	});

	it('takes letters typed anywhere in the face, and goes on in the field, where Enter dials', async () => {
		const { face, input, ...scripted } = await dialler();
		const five = button(face, '5');
		five.focus();
		press(five, 'b');
		expect(focused(face)).to.equal('input');
		enter(input, 'bob');
		press(input, 'Enter');
		await shown(face);
		expect(called(scripted)).to.deep.equal(['bob']);
	});

	it('leaves the keys that press a button, and shortcuts, but for AltGr, which types “#” on many keyboards', async () => {
		const { face, input } = await dialler();
		const five = button(face, '5');
		for (const key of [' ', 'Enter', 'Tab', 'F5', 'ArrowLeft']) expect(press(five, key).defaultPrevented, key).to.equal(false);
		press(five, 'c', { ctrlKey: true });
		press(five, '#', { ctrlKey: true, altKey: true, modifierAltGraph: true });
		expect(input.value).to.equal('#');
	});

	it('keeps the focus in the field after a key was clicked with the mouse, and not after it was touched', async () => {
		const { face, input } = await dialler();
		button(face, '5').dispatchEvent(new PointerEvent('click', { pointerType: 'touch', bubbles: true, composed: true }));
		expect(focused(face)).to.equal(undefined);
		button(face, '6').dispatchEvent(new PointerEvent('click', { pointerType: 'mouse', bubbles: true, composed: true }));
		expect([focused(face), input.value]).to.deep.equal(['input', '56']);
	});

	it('keeps what is typed from the shortcuts of the page, and leaves it its own', async () => {
		const heard: string[] = [];
		const listen = ({ key }: KeyboardEvent): number => heard.push(key);
		document.addEventListener('keydown', listen);
		const { face, input } = await dialler();
		press(input, 's');
		press(button(face, '5'), '4');
		press(input, 'k', { ctrlKey: true });
		press(input, 'Escape');
		press(document.body, '7');
		document.removeEventListener('keydown', listen);
		expect(heard).to.deep.equal(['k', 'Escape', '7']);
		expect(input.value).to.equal('4');
	});
});

describe('the call button of voice-dial', () => {
	it('names what it will do, by its name and beside it', async () => {
		const { face, input } = await dialler();
		enter(input, '"Bob" <sip:bob@x.org>');
		await face.updateComplete;
		expect(part(face, 'call-button').ariaLabel).to.equal('Call Bob');
		expect(words(face)).to.match(/Call Bob$/);
	});

	it('cannot be used without a number, and says why', async () => {
		const { face, ...scripted } = await dialler();
		const call = part(face, 'call-button');
		call.click();
		expect(call.getAttribute('aria-disabled')).to.equal('true');
		expect(face.shadowRoot?.getElementById(call.getAttribute('aria-describedby') ?? '')?.textContent).to.equal('Enter a name or number');
		expect(called(scripted)).to.deep.equal([]);
	});

	it('asks the page, which can prevent it', async () => {
		const { face, input, ...scripted } = await dialler({ video: '' });
		const asked: VoiceDialRequestEvent[] = [];
		document.addEventListener('voice-dial-request', (event) => {
			event.preventDefault();
			asked.push(event);
		}, { once: true });
		enter(input, 'bob');
		part(face, 'call-button').click();
		expect(asked[0]).to.be.instanceOf(VoiceDialRequestEvent);
		expect(asked[0]).to.include({ to: 'bob', video: true, composed: true });
		expect(called(scripted)).to.deep.equal([]);
		expect(input.value).to.equal('bob');
	});

	it('calls again whom one called last', async () => {
		const { face, input, ...scripted } = await dialler();
		enter(input, 'bob');
		press(input, 'Enter');
		await shown(face);
		button(face, 'Call bob again').click();
		await shown(face);
		expect(called(scripted)).to.deep.equal(['bob', 'bob']);
	});

	it('calls again whom one called at another element, or by script', async () => {
		const { face, phone, ...scripted } = await dialler();
		phone.call('"Alice" <sip:alice@voice.test>');
		await shown(face);
		button(face, 'Call Alice again').click();
		await shown(face);
		expect(called(scripted)).to.deep.equal(['alice', 'alice']);
	});

	it('that cannot be used leads to the field, with the reason', async () => {
		const { face, input } = await dialler();
		part(face, 'call-button').click();
		await shown(face);
		expect(focused(face)).to.equal('input');
		expect(part(face, 'base').querySelector('.urgent')?.textContent).to.equal('Enter a name or number');
		enter(input, 'bob');
		await shown(face);
		expect(part(face, 'base').querySelector('.urgent')).to.equal(null);
	});

	it('says what is wrong when the phone refuses', async () => {
		const { face, input, phone } = await dialler();
		for (let calls = 0; calls < 30 && !shows(face, 'notice'); calls++) {
			enter(input, 'bob');
			press(input, 'Enter');
			await shown(face);
		}
		expect(part(face, 'notice').textContent).to.contain('There are too many calls. End one first.');
		phone.calls.forEach((call) => call.hangUp());
	});

	it('offers to try again when the microphone is denied', async () => {
		const { face, media, signaling } = await dialler();
		media.denial = new DOMException('No.', 'NotAllowedError');
		face.dial('bob');
		await shown(face);
		expect(part(face, 'notice').textContent).to.contain('Your browser blocks the microphone.');
		media.denial = undefined;
		button(face, 'Try again').click();
		await shown(face);
		expect(called({ signaling })).to.deep.equal(['bob']);
		expect(shows(face, 'notice')).to.equal(false);
	});
});

describe('dial() of voice-dial', () => {
	it('gives the call', async () => {
		const { face, phone } = await dialler();
		expect(face.dial('bob') === phone.calls[0]).to.equal(true);
	});

	it('throws what cannot be called', async () => {
		const { face } = await dialler();
		expect(() => face.dial('http://x')).to.throw('http:');
	});

	it('throws without a phone', async () => {
		const face = await place('voice-dial');
		expect(() => face.dial('bob')).to.throw('no <voice-phone>');
	});
});

describe('the lamp of voice-dial', () => {
	it('counts down, tries at once when asked to, and speaks only what happened', async () => {
		const { face, signaling } = await dialler();
		signaling.tell({ type: 'connection', connection: { phase: 'reconnecting', since: Date.now(), retryAt: Date.now() + 5000 } });
		await shown(face);
		const spoken = part(face, 'status').querySelector('[role=status]')!;
		const changes: string[] = [];
		new MutationObserver(() => changes.push(spoken.textContent ?? '')).observe(spoken, { childList: true, characterData: true, subtree: true });
		expect(part(face, 'status').textContent).to.contain('Reconnecting in 5 s');
		await new Promise((resolve) => setTimeout(resolve, 1100));
		await face.updateComplete;
		expect(part(face, 'status').textContent).to.contain('Reconnecting in 4 s');
		expect(changes).to.deep.equal([]);
		button(face, 'Try now').click();
		expect(signaling.retries).to.equal(1);
	});
});
