import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkHeaders } from '../../src/core/headers.js';
import { VoiceError } from '../../src/core/voice-error.js';

describe('the extra headers of a call', () => {
	const right: readonly Readonly<Record<string, string>>[] = [
		{}, { 'X-Order': '4711' }, { 'x-order': '' }, { 'P-Asserted-Identity': '<sip:bob@x>' }, { 'User-to-User': '00;encoding=hex' }, { Subject: 'Zoë' }, { 'Alert-Info': '<info=alert-internal>' },
		{ 'Call-Info': '<sip:x>;answer-after=0' }, { Priority: 'urgent' }, { 'Answer-Mode': 'Auto' },
	];
	for (const headers of right) {
		it(`may be ${JSON.stringify(headers)}`, () => assert.deepEqual(checkHeaders(headers), headers));
	}

	const wrong: readonly (readonly [name: string, value: unknown, message: RegExp])[] = [
		['Via', 'x', /“Via” is no header that a page may set/],
		['From', 'x', /no header/],
		['Contact', '*', /no header/],
		['Authorization', 'x', /no header/],
		['Replaces', 'x', /no header/],
		['Content-Length', '0', /no header/],
		['X:', 'x', /no header/],
		['X-', 'x', /no header/],
		['X-A B', 'x', /no header/],
		['X-A\r\nVia', 'x', /no header/],
		[`X-${'a'.repeat(63)}`, 'x', /no header/],
		['X-A', 'a\r\nVia: x', /“X-A” should be one line/],
		['X-A', 'a\nb', /one line/],
		['X-A', 'a\0b', /one line/],
		['X-A', '\uD800', /one line/],
		['X-A', 'x'.repeat(1025), /at most 1024/],
		['X-A', 7, /one line/],
	];
	for (const [name, value, message] of wrong) {
		it(`may not be ${JSON.stringify({ [name]: value }).slice(0, 50)}`, () => assert.throws(() => checkHeaders({ [name]: value as string }), { code: 'configuration', subject: name, message }));
	}

	it('are at most twenty', () => {
		const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`X-${String(index)}`, '']));
		assert.throws(() => checkHeaders(many), { code: 'configuration', message: /at most 20/ });
	});

	it('are one line each and named as allowed, or refused with a VoiceError', () => {
		const name = fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), fc.string({ maxLength: 6 }).map((end) => `X-${end}`));
		fc.assert(fc.property(fc.dictionary(name, fc.oneof(fc.string({ unit: 'binary' }), fc.anything())), (headers) => {
			try {
				for (const [key, value] of Object.entries(checkHeaders(headers as Record<string, string>))) assert.doesNotMatch(`${key}: ${value}`, /\p{Cc}/u);
			} catch (error) {
				assert.ok(error instanceof VoiceError, String(error));
			}
		}));
	});
});
