import { expect, waitUntil } from '@open-wc/testing';
import type { VoiceMessageRequestEvent } from '../../../src/core/events.js';
import { VoiceError } from '../../../src/core/voice-error.js';
import { button, enter, part, press, shown } from '../stage.js';
import { bubbles, field, sent, staged, write } from './chats.js';

describe('writing in voice-chat', () => {
	it('sends on Enter, and empties the field', async () => {
		const { face, ...scripted } = await staged();
		write(face, 'hello\nthere');
		await shown(face);
		expect(sent(scripted)).to.deep.equal(['1001: hello\nthere']);
		expect(field(face).value).to.equal('');
		expect(bubbles(face)).to.deep.equal(['hello\nthere']);
	});

	it('sends by the button', async () => {
		const { face, ...scripted } = await staged();
		enter(field(face), 'hello');
		button(face, 'Send').click();
		await shown(face);
		expect(sent(scripted)).to.deep.equal(['1001: hello']);
	});

	for (const [what, init] of [['Shift+Enter, which breaks the line', { shiftKey: true }], ['Enter that ends the composition of a character', { isComposing: true }], ['such an Enter in Safari', { keyCode: 229 }]] as const) {
		it(`does not send on ${what}`, async () => {
			const { face, ...scripted } = await staged();
			enter(field(face), 'hello');
			expect(press(field(face), 'Enter', init).defaultPrevented).to.equal(false);
			await shown(face);
			expect(sent(scripted)).to.deep.equal([]);
		});
	}

	it('sends nothing when there is nothing', async () => {
		const { face, ...scripted } = await staged();
		write(face, ' \n ');
		await shown(face);
		expect(sent(scripted)).to.deep.equal([]);
		expect(button(face, 'Send').getAttribute('aria-disabled')).to.equal('true');
	});

	it('asks the page, which can prevent it; then what was typed stays', async () => {
		const { face, ...scripted } = await staged();
		let asked: VoiceMessageRequestEvent | undefined;
		document.addEventListener('voice-message-request', (event) => {
			asked = event;
			event.preventDefault();
		}, { once: true });
		write(face, 'hello');
		await shown(face);
		expect(asked?.to?.user).to.equal('1001');
		expect(asked).to.include({ text: 'hello', room: undefined });
		expect(sent(scripted)).to.deep.equal([]);
		expect(field(face).value).to.equal('hello');
	});

	it('lets the page send it changed', async () => {
		const { face, ...scripted } = await staged();
		face.addEventListener('voice-message-request', (event) => {
			event.preventDefault();
			scripted.phone.chat({ person: '1001' }).send('HELLO');
		}, { once: true });
		write(face, 'hello');
		await shown(face);
		expect(sent(scripted)).to.deep.equal(['1001: HELLO']);
		expect(field(face).value).to.equal('');
	});

	it('keeps what is typed while the phone reconnects and the element is moved', async () => {
		const { face, signaling } = await staged();
		enter(field(face), 'half a sen');
		signaling.tell({ type: 'connection', connection: { phase: 'reconnecting', since: Date.now() } });
		await shown(face);
		const elsewhere = document.createElement('div');
		document.body.prepend(elsewhere);
		elsewhere.append(face);
		signaling.register();
		await shown(face);
		expect(field(face).value).to.equal('half a sen');
		elsewhere.remove();
	});

	it('keeps a text meant for one from going to another', async () => {
		const { face, ...scripted } = await staged();
		enter(field(face), 'for 1001 only');
		face.to = '1002';
		await shown(face);
		expect(field(face).value).to.equal('for 1001 only');
		button(face, 'Go to 1002').click();
		await shown(face);
		expect(part(face, 'header').textContent).to.equal('1002');
		expect(field(face).value).to.equal('');
		field(face).blur();
		face.to = '1001';
		await shown(face);
		expect(field(face).value).to.equal('for 1001 only');
		expect(sent(scripted)).to.deep.equal([]);
	});

	it('keeps a text that is too long, and says so', async () => {
		const { face } = await staged();
		write(face, 'x'.repeat(9000));
		await shown(face);
		expect(part(face, 'notice').textContent).to.contain('too long');
		expect(field(face).value).to.have.length(9000);
	});

	it('keeps what is typed from the shortcuts of the page', async () => {
		const { face } = await staged();
		let heard = 0;
		const listen = (): number => heard++;
		document.addEventListener('keydown', listen);
		press(field(face), 's');
		document.removeEventListener('keydown', listen);
		expect(heard).to.equal(0);
	});

	it('grows to five lines and no further', async () => {
		const { face } = await staged();
		const heights = await [1, 2, 5, 6, 20].reduce<Promise<number[]>>(async (before, lines) => {
			const known = await before;
			enter(field(face), Array(lines).fill('x').join('\n'));
			await shown(face);
			return [...known, field(face).offsetHeight];
		}, Promise.resolve([]));
		const [one = 0, two = 0, five = 0, six, twenty] = heights;
		expect(two).to.be.above(one);
		expect(five - one).to.be.closeTo(4 * (two - one), 2);
		expect([six, twenty]).to.deep.equal([five, five]);
	});
});

describe('the delivery of a message', () => {
	for (const [status, words] of [
		[404, '1001 was not found · Check the number.'], [604, '1001 was not found · Check the number.'], [480, '1001 is not available · Try again later.'],
		[488, 'The server refused (488).'], [500, 'The server refused (500).'],
	] as const) {
		it(`that failed says why: ${String(status)}`, async () => {
			const { face, signaling } = await staged();
			signaling.holdsTexts = true;
			write(face, 'hello');
			await shown(face);
			signaling.texts[0]?.fate.reject(new VoiceError('refused', 'No.', { status }));
			await shown(face);
			expect(part(face, 'delivery').querySelector('bdi')?.textContent?.replace(/[\s\u2068\u2069]+/g, ' ').trim()).to.equal(`Not sent · ${words}`);
		});
	}

	it('is told again, with the reason, when it failed, and not when it succeeds', async () => {
		const { face, signaling } = await staged();
		signaling.holdsTexts = true;
		for (const text of ['one', 'two']) write(face, text);
		await shown(face);
		const added: Node[] = [];
		new MutationObserver((records) => records.forEach(({ addedNodes }) => added.push(...addedNodes))).observe(part(face, 'list'), { childList: true, subtree: true });
		signaling.texts[0]?.fate.resolve();
		await shown(face);
		expect(added.filter((node) => node instanceof HTMLElement)).to.deep.equal([]);
		signaling.texts[1]?.fate.reject(new VoiceError('refused', 'No.', { status: 403 }));
		await shown(face);
		expect(part(face, 'list').getAttribute('aria-relevant')).to.equal('additions');
		expect(added.filter((node) => node instanceof HTMLElement).map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim())).to.deep.equal(['Not sent · The server refused (403). Retry']);
	});

	it('says the same reason of several once, which is read aloud once, and each other one', async () => {
		const { face, signaling } = await staged();
		signaling.holdsTexts = true;
		for (const text of ['one', 'two', 'three']) write(face, text);
		for (const error of [new VoiceError('server-unreachable', 'No.'), new VoiceError('server-unreachable', 'No.'), new VoiceError('refused', 'No.', { status: 403 })]) {
			await shown(face);
			signaling.texts.at(-1)?.fate.reject(error);
		}
		await shown(face);
		const failures = [...face.shadowRoot!.querySelectorAll('[part~=failed]')];
		expect(failures.map((failure) => [failure.textContent?.replace(/\s+/g, ' ').trim(), failure.getAttribute('aria-live')])).to.deep.equal([
			['Not sent · The server cannot be reached. Check your network; a certificate, port or firewall may be in the way, too. Retry', null],
			['Not sent Retry', 'off'],
			['Not sent · The server refused (403). Retry', null],
		]);
	});

	it('goes from Sending to Sent', async () => {
		const { face, signaling } = await staged();
		signaling.holdsTexts = true;
		write(face, 'hello');
		await shown(face);
		expect(part(face, 'delivery').textContent?.trim()).to.equal('Sending');
		signaling.texts[0]?.fate.resolve();
		await shown(face);
		expect(part(face, 'delivery').textContent?.trim()).to.equal('Sent');
	});

	for (const [language, passedOn, sent] of [['en', 'Passed to server', 'Sent'], ['de', 'An den Server übergeben', 'Gesendet'], ['ru', 'Передано на сервер', 'Отправлено'], ['zh', '已交给服务器', '已发送']] as const) {
		it(`says less of what only a server took, until it comes back from a room (${language})`, async () => {
			const { face, phone, signaling } = await staged({ to: '1001', lang: language });
			signaling.outcome = 'submitted';
			write(face, 'hello');
			await shown(face);
			await waitUntil(() => part(face, 'delivery').textContent?.trim() === passedOn, `it reads “${passedOn}”`, { timeout: 10_000 });
			signaling.receive('1000', 'hello', { messageId: phone.state.chats[0]?.messages[0]?.id ?? '' });
			await shown(face);
			expect(part(face, 'delivery').textContent?.trim()).to.equal(sent);
		});
	}

	it('is tried again when it failed, under the same id', async () => {
		const { face, signaling } = await staged();
		signaling.holdsTexts = true;
		write(face, 'hello');
		await shown(face);
		signaling.texts[0]?.fate.reject(new VoiceError('timeout', 'No answer.'));
		await shown(face);
		expect(part(face, 'delivery').textContent).to.contain('Not sent');
		signaling.holdsTexts = false;
		button(face, 'Retry').click();
		await shown(face);
		expect(part(face, 'delivery').textContent?.trim()).to.equal('Sent');
		expect(signaling.texts[1]?.messageId).to.equal(signaling.texts[0]?.messageId);
		expect(bubbles(face)).to.deep.equal(['hello']);
	});
});
