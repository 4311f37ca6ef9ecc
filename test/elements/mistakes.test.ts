/* eslint-disable no-console -- it is what is tested */
import { expect, waitUntil } from '@open-wc/testing';
import type { VoiceErrorEvent } from '../../src/core/events.js';
import type { VoiceCall, VoiceChat, VoiceDial, VoicePhone } from '../../src/index.js';
import '../../src/index.js';
import { section } from '../support/section.js';

/** Markup with a mistake, and what must be named. */
const mistakes: readonly [html: string, subject: string, remedy: string][] = [
	['<voice-phone server="wss://127.0.0.1:9" uri="sip:1000@voice.test" password="1234" signaling="verto"></voice-phone>', 'signaling', 'signaling="sip"'],
	['<voice-phone server="wss://127.0.0.1:9" uri="sip:1000@voice.test" password="1234" signaling="janus"></voice-phone>', 'signaling', 'signaling="sip"'],
	['<voice-call controls="mute, hold"></voice-call>', 'controls', 'separated by spaces. “mute,” is none'],
	['<voice-call controls="mute hold holding"></voice-call>', 'controls', '“holding”'],
	['<voice-dial to="@@">Sales</voice-dial>', 'to', 'sip:sales@pbx.example.org'],
	['<voice-dial fallback="ftp://voice.test">Sales</voice-dial>', 'fallback', 'tel:'],
	['<voice-chat to="@@"></voice-chat>', 'to', 'sip:sales@pbx.example.org'],
	['<voice-chat room="sip:"></voice-chat>', 'room', 'sip:3000@pbx.example.org'],
];

/** What the console shows while the page has this markup, and the events of it. */
async function toldBy(html: string, { prevent }: { readonly prevent: boolean }): Promise<{ readonly events: readonly VoiceErrorEvent[]; readonly lines: readonly string[] }> {
	const events: VoiceErrorEvent[] = [];
	const lines: string[] = [];
	const part = section('');
	part.addEventListener('voice-error', (event) => {
		events.push(event);
		if (prevent) event.preventDefault();
	});
	const original = console.error;
	console.error = (line: string) => lines.push(line);
	try {
		part.innerHTML = html;
		await waitUntil(() => events.length > 0, 'No error was told.', { timeout: 10_000 });
		const element = part.querySelector<VoicePhone | VoiceDial | VoiceCall | VoiceChat>('*')!;
		element.requestUpdate();
		await element.updateComplete;
	} finally {
		console.error = original;
	}
	return { events, lines };
}

describe('a mistake in an attribute', () => {
	for (const [html, subject, remedy] of mistakes) {
		it(`is told once, as an event and in the console: ${html}`, async () => {
			const { events, lines } = await toldBy(html, { prevent: false });
			expect(events.map(({ error }) => [error.code, error.subject])).to.deep.equal([['configuration', subject]]);
			expect(lines.length).to.equal(1);
			expect(lines[0]).to.contain(remedy);
		});

		it(`is not in the console, when a listener prevents it: ${html}`, async () => {
			expect((await toldBy(html, { prevent: true })).lines).to.deep.equal([]);
		});
	}

	for (const tag of ['voice-dial', 'voice-call', 'voice-chat']) {
		it(`is told, when there is no such phone after 5 s: <${tag} phone-id="reception">`, async function () {
			this.timeout(12_000);
			const part = section(`<voice-phone id="office" connect="use"></voice-phone><voice-phone id="late" connect="use"></voice-phone>
				<${tag} phone-id="reception"></${tag}><${tag} phone-id="office"></${tag}><${tag} phone-id="moved"></${tag}>`);
			const told: (readonly [subject: string | undefined, message: string])[] = [];
			part.addEventListener('voice-error', (event) => {
				told.push([event.error.subject, event.error.message]);
				event.preventDefault();
			});
			setTimeout(() => (part.one('#late').id = 'moved'), 500);
			await waitUntil(() => told.length > 0, 'No error was told.', { timeout: 9000 });
			await new Promise((resolve) => setTimeout(resolve, 300));
			expect(told).to.deep.equal([['phone-id', 'There is no <voice-phone> with the id “reception” on this page yet. Put one anywhere in it.']]);
		});
	}

	it('is none, when a face is removed with its phone', async function () {
		this.timeout(12_000);
		const part = section('<voice-phone id="office" connect="use"></voice-phone><voice-dial phone-id="office"></voice-dial>');
		const [phone, dial] = [part.one('#office'), part.one('voice-dial')];
		await dial.updateComplete;
		let told = 0;
		dial.addEventListener('voice-error', () => told++);
		phone.remove();
		dial.remove();
		await new Promise((resolve) => setTimeout(resolve, 5800));
		expect(told).to.equal(0);
	});

	it('is mended by another value, and another mistake is told anew', async () => {
		const part = section('<voice-call controls="mut"></voice-call>');
		const call = part.one('voice-call');
		const told: (string | undefined)[] = [];
		part.addEventListener('voice-error', (event) => {
			told.push(event.error.message.split(/[“”]/).at(-2));
			event.preventDefault();
		});
		for (const controls of ['mut', 'mute', 'mute more', 'hol', '']) {
			call.controls = controls;
			await call.updateComplete;
		}
		expect(told).to.deep.equal(['mut', 'hol']);
	});
});
