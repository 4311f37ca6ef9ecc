import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { piecesOf } from '../../../src/elements/voice-chat/links.js';

/** The links of a text, as what they say and where they lead. */
const linksIn = (text: string): string[] => piecesOf(text).flatMap((piece) => (typeof piece === 'string' ? [] : [`${piece.text} → ${piece.href}${piece.host ? ` (${piece.host})` : ''}${piece.callable ? ' callable' : ''}`]));

describe('a text', () => {
	for (const [text, ...links] of [
		['nothing here'],
		['see https://example.org/a_(b)?c=1#d.', 'https://example.org/a_(b)?c=1#d → https://example.org/a_(b)?c=1#d'],
		['(http://example.org:8080/x), and', 'http://example.org:8080/x → http://example.org:8080/x'],
		['HTTPS://EXAMPLE.ORG/A', 'HTTPS://EXAMPLE.ORG/A → https://example.org/A'],
		['www.example.org/x!', 'www.example.org/x → https://www.example.org/x'],
		['write to bob@example.org.', 'bob@example.org → mailto:bob@example.org'],
		['mailto:bob@example.org', 'mailto:bob@example.org → mailto:bob@example.org'],
		['call tel:+49-30-123.', 'tel:+49-30-123 → tel:+49-30-123 callable'],
		['sip:1001@voice.test;transport=ws, please', 'sip:1001@voice.test;transport=ws → sip:1001@voice.test;transport=ws callable'],
		['sip:*98!', 'sip:*98 → sip:*98 callable'],
		['sips:bob@example.org is not called'],
		['two: http://a.org http://b.org', 'http://a.org → http://a.org/', 'http://b.org → http://b.org/'],
		['https://example.org/שלום/1', 'https://example.org/שלום/1 → https://example.org/%D7%A9%D7%9C%D7%95%D7%9D/1'],
		['https://münchen.de/', 'https://münchen.de/ → https://xn--mnchen-3ya.de/ (xn--mnchen-3ya.de)'],
		['https://аррlе.com', 'https://аррlе.com → https://xn--l-7sbq6ba.com/ (xn--l-7sbq6ba.com)'],
		['http://3232235777/', 'http://3232235777/ → http://192.168.1.1/ (192.168.1.1)'],
		['http://[::1]:8080/x', 'http://[::1]:8080/x → http://[::1]:8080/x'],
		['https://bank.example@evil.example'],
		['https://user:secret@evil.example/'],
		['readme.md, example.org and 1.2.3.4'],
		['javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd'],
		['ftp://example.org //example.org/x'],
		['tel:javascript: sip:@x sip:a@b@c'],
	] as const) {
		it(`${JSON.stringify(text)} leads to ${links.length > 0 ? links.join(', ') : 'nothing'}`, () => assert.deepEqual(linksIn(text), links));
	}

	it('is shown as it was written, whatever it is, and leads only to pages, mailboxes and telephones', () => {
		const bits = fc.constantFrom('http://', 'https:', 'www.', 'sip:', 'sips:', 'tel:', 'mailto:', 'javascript:', '@', '.', '/', '\\', ':', 'example', '.org', '"', '<', '(', ')', ' ', '\n', '١', 'א', '😀', '%', '%00', 'xn--', '[', ']', '?', '#', '--', '\u200D');
		fc.assert(fc.property(fc.array(fc.oneof(bits, fc.string()), { maxLength: 30 }), (parts) => {
			const text = parts.join('');
			const pieces = piecesOf(text);
			assert.equal(pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join(''), text);
			for (const piece of pieces) if (typeof piece !== 'string') assert.match(piece.href, /^(?:https?|mailto|sips?|tel):/i);
		}));
	});

	for (const [what, text] of [['schemes', 'http://'.repeat(1170)], ['brackets', `http://x.org/${'('.repeat(8000)}`], ['pairs', `http://x.org/${'()'.repeat(4000)}`], ['dots', `http://a.${'a.'.repeat(4000)}`], ['at signs', 'a@'.repeat(4096)], ['parameters', `sip:a@b${';a'.repeat(4000)};`], ['digits', `tel:${'1-'.repeat(4000)}`], ['links', 'http://x.co '.repeat(680)]] as const) {
		it(`of the longest kind, all ${what}, is read in no time that anybody notices`, { timeout: 10_000 }, () => {
			const linear = cpuMs(text) / Math.max(1, cpuMs(text.slice(0, text.length / 4)));
			assert.ok(linear < 60, `four times the text took ${String(Math.round(linear))} times as long`);
		});
	}
});

/** The least of several runs, since a machine has other things to do. */
function cpuMs(text: string): number {
	return Math.min(...Array.from({ length: 5 }, () => {
		const before = process.cpuUsage();
		piecesOf(text);
		const { user } = process.cpuUsage(before);
		return user / 1000;
	}));
}
