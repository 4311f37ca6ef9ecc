import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { accountOf, escapeUser, parseAddress, sameAccount, wireAddress } from '../../src/core/address.js';
import { VoiceError } from '../../src/core/voice-error.js';

const host = 'voice.test';

describe('parseAddress', () => {
	const rows: readonly (readonly [typed: string, uri: string, user?: string, displayName?: string])[] = [
		['alice', 'sip:alice@voice.test', 'alice'],
		['  alice \n', 'sip:alice@voice.test', 'alice'],
		['1000', 'sip:1000@voice.test', '1000'],
		['+1 (555) 123-4567', 'sip:+15551234567@voice.test', '+15551234567'],
		['+49 30/1234-56', 'sip:+4930123456@voice.test', '+4930123456'],
		['+1\u00A0555\u2011123\u20134567', 'sip:+15551234567@voice.test', '+15551234567'],
		['\u202A+1 555 1234567\u202C', 'sip:+15551234567@voice.test', '+15551234567'],
		['*98', 'sip:*98@voice.test', '*98'],
		['#31#', 'sip:%2331%23@voice.test', '#31#'],
		['*31*5551234#', 'sip:*31*5551234%23@voice.test', '*31*5551234#'],
		['alice.b-c_d', 'sip:alice.b-c_d@voice.test', 'alice.b-c_d'],
		['alice@example.org', 'sip:alice@example.org', 'alice'],
		['alice@example.org:5080', 'sip:alice@example.org:5080', 'alice'],
		['sip:bob', 'sip:bob@voice.test', 'bob'],
		['sip:1000', 'sip:1000@voice.test', '1000'],
		['SIP:Bob@x', 'sip:Bob@x', 'Bob'],
		['sip:bob@x;transport=ws', 'sip:bob@x;transport=ws', 'bob'],
		['sip:bob@x:5070;transport=ws;lr', 'sip:bob@x:5070;transport=ws;lr', 'bob'],
		['sip:bob@192.0.2.1', 'sip:bob@192.0.2.1', 'bob'],
		['sip:bob@[2001:db8::1]', 'sip:bob@[2001:db8::1]', 'bob'],
		['sip:bob@[::1]:5060', 'sip:bob@[::1]:5060', 'bob'],
		['sip:conf+3500@x', 'sip:conf+3500@x', 'conf+3500'],
		['sip:bob:secret@x', 'sip:bob%3Asecret@x', 'bob:secret'],
		['100%', 'sip:100%25@voice.test', '100%'],
		['100%25', 'sip:100%25@voice.test', '100%'],
		['50%zz', 'sip:50%25zz@voice.test', '50%zz'],
		['zoë', 'sip:zo%C3%AB@voice.test', 'zoë'],
		['日本', 'sip:%E6%97%A5%E6%9C%AC@voice.test', '日本'],
		['sip:zo%C3%AB@x', 'sip:zo%C3%AB@x', 'zoë'],
		['sip:bob%3FReplaces=x@x', 'sip:bob%3FReplaces=x@x', 'bob?Replaces=x'],
		['tel:5551234', 'sip:5551234@voice.test;user=phone', '5551234'],
		['tel:+1-201-555-0123', 'sip:+12015550123@voice.test;user=phone', '+12015550123'],
		['tel:+12015550123;ext=9', 'sip:+12015550123;ext=9@voice.test;user=phone', '+12015550123'],
		['<sip:bob@x>', 'sip:bob@x', 'bob', ''],
		['"Bob" <sip:bob@x>', 'sip:bob@x', 'bob', 'Bob'],
		['Bob Builder <sip:bob@x;transport=ws>', 'sip:bob@x;transport=ws', 'bob', 'Bob Builder'],
		['"Bob \\"the\\" B." <sip:bob@x>', 'sip:bob@x', 'bob', 'Bob "the" B.'],
		['"Bob <boss>" <bob@x>', 'sip:bob@x', 'bob', 'Bob <boss>'],
		['Bob <1000>', 'sip:1000@voice.test', '1000', 'Bob'],
		['"\u202EBob\u200B" <sip:bob@x>', 'sip:bob@x', 'bob', 'Bob'],
	];
	for (const [typed, uri, user, displayName = ''] of rows) {
		it(`reads ${JSON.stringify(typed)} as ${uri}`, () => assert.deepEqual(parseAddress(typed, { host }), { uri, user, displayName }));
	}

	const wrong: readonly (readonly [typed: string, message: RegExp])[] = [
		['', /Enter a name or number/],
		['   ', /Enter a name or number/],
		['<>', /Enter a name or number/],
		['javascript:alert(1)', /begin with “javascript:” cannot be called/],
		['javascript:1', /begin with “javascript:” cannot be called/],
		['https://example.org', /begin with “https:” cannot be called/],
		['sips:bob@x', /begin with “sips:” cannot be called/],
		['sips:1000', /begin with “sips:” cannot be called/],
		['sip:', /names nobody/],
		['sip:@x', /names nobody/],
		['@x', /names nobody/],
		['sip:bob@', /names no host/],
		['sip:bob@;lr', /names no host/],
		['sip:bob@x?Replaces=1', /headers/],
		['sip:bob?Subject=hi', /headers/],
		['1000?Subject=hi', /headers/],
		['sip:bob@x?a=b@c', /headers/],
		['sip:bob@x;a=b?c=d', /headers/],
		['sip:bob\r\nVia: x@x', /one line/],
		['sip:bob@x\r\nVia: x', /one line/],
		['bob\tb', /one line/],
		['bob\0', /one line/],
		['sip:bob%0d%0aVia:x@x', /invisible/],
		['sip:bob%00@x', /invisible/],
		['sip:bob%C2%85@x', /invisible/],
		['sip:%E2%80%AEbob@x', /invisible/],
		['sip:bob%20b@x', /no spaces/],
		['alice smith', /no spaces/],
		['a@b@c', /“@”/],
		['sip:a%40b@c', /“@”/],
		['sip:bob@x;a=%0d%0aVia:x', /no parameter/],
		['sip:bob@x;a=%0', /no parameter/],
		['sip:bob@x;', /no parameter/],
		['sip:bob@x;a="b"', /no parameter/],
		['sip:bob@-x', /no host name/],
		['sip:bob@a b', /no host name/],
		['sip:bob@x:0', /no host name/],
		['sip:bob@x:65536', /no host name/],
		['sip:bob@x:port', /no host name/],
		['sip:bob@[::1', /no host name/],
		['tel:', /no digits/],
		['tel:alice', /no digits/],
		['tel:+1;ext="9"', /no parameter/],
		['bob\uD800', /broken character/],
		['\uDC00', /broken character/],
		['x'.repeat(257), /at most 256/],
		['日'.repeat(50), /at most 256/],
		['1'.repeat(10_000), /at most 256/],
		[undefined as unknown as string, /is text/],
		[{ uri: 'sip:bob@x' } as unknown as string, /is text/],
	];
	for (const [typed, message] of wrong) {
		it(`refuses ${(JSON.stringify(typed) ?? 'nothing').slice(0, 60)}`, () => assert.throws(() => parseAddress(typed, { host }), { code: 'address', message }));
	}

	it('needs a host from somewhere', () => assert.throws(() => parseAddress('alice', { host: '' }), { code: 'address', message: /names no host/ }));

	it('throws nothing but VoiceErrors, and gives addresses without controls that read the same again', () => {
		const pieces = fc.constantFrom('sip:', 'tel:', '"', '<', '>', '@', ';', '=', '%', '%0d', '%40', '%zz', '?', ':', '[', ']', '+1', 'x.org', '\r\n', '\u202E', '\uD800', '日');
		fc.assert(fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 12 }), (parts) => {
			const address = attempt(() => parseAddress(parts.join(''), { host }));
			if (!address) return;
			assert.doesNotMatch(JSON.stringify(Object.values(address)), /\\[rnt]|\\u00|\p{Cc}|[\u202A-\u202E]/u);
			assert.match(address.uri, /^sip:[^@\s<>"?]+@[^@\s<>"?]+$/);
			const again = parseAddress(address.uri, { host });
			assert.equal(again.uri.replace(/;user=phone$/, ''), address.uri.replace(/;user=phone$/, ''));
		}), { numRuns: 2000 });
	});

	/** Nothing for an input that is refused; anything but a refusal fails the test. */
	function attempt<T>(parse: () => T): T | undefined {
		try {
			return parse();
		} catch (error) {
			assert.ok(error instanceof VoiceError);
			return undefined;
		}
	}
});

describe('accountOf', () => {
	const rows: readonly (readonly [uri: string, account: string])[] = [
		['sip:bob@x.org', 'bob@x.org'],
		['sips:bob@x.org', 'bob@x.org'],
		['SIP:bob@X.ORG:5060;transport=ws', 'bob@x.org'],
		['sip:Bob@x', 'Bob@x'],
		['sip:zo%C3%AB@x', 'zoë@x'],
		['sip:50%@x', '50%@x'],
		['sip:+1555;ext=9@x', '+1555@x'],
		['sip:+1-555%3Bext%3D9%3Bisub%3D1@x;user=phone', '+1-555@x'],
		['sip:+1555;x@x', '+1555;x@x'],
		['sip:+1555;ext=9;x@x', '+1555;ext=9;x@x'],
		['sip:1000;phone-context=y@x', '1000;phone-context=y@x'],
		['sip:alice;ext=9@x', 'alice;ext=9@x'],
		['sip:alice;x@X', 'alice;x@x'],
		['sip:alice%3Bx@x', 'alice;x@x'],
		['sip:alice;@x', 'alice;@x'],
		['sip:bob@[::1]:5060', 'bob@[::1]'],
		['sip:x.org', '@x.org'],
		['sip:bob@x?Subject=hi', 'bob@x'],
		['tel:+1', 'tel:+1'],
		['', ''],
	];
	for (const [uri, account] of rows) {
		it(`says ${account || 'nothing'} of ${uri || 'nothing'}`, () => assert.equal(accountOf(uri), account));
	}
});

describe('sameAccount', () => {
	const rows: readonly (readonly [a: string, b: string, same: boolean])[] = [
		['sip:bob@x', 'sip:bob@x:5060;transport=ws', true],
		['sip:bob@x', 'sip:bob@X', true],
		['sip:bob@x', 'sip:b%6Fb@x', true],
		['sip:bob@x', 'sip:Bob@x', false],
		['sip:bob@x', 'sip:bob;x@x', false],
		['sip:bob@x', 'sip:bob%3Bx@x', false],
		['sip:bob;x@x', 'sip:bob%3bx@x', true],
		['sip:bob@x', 'sip:bob@y', false],
		['sip:bob@x', 'sip:x', false],
	];
	for (const [a, b, same] of rows) {
		it(`says ${String(same)} of ${a} and ${b}`, () => assert.equal(sameAccount(a, b), same));
	}
});

describe('wireAddress', () => {
	const rows: readonly (readonly [args: readonly [uri: string, user: string, displayName?: string], expected: ReturnType<typeof wireAddress>])[] = [
		[['sip:bob@x', 'bob'], { uri: 'sip:bob@x', user: 'bob', displayName: '' }],
		[['sip:bob@x', 'bob', ' B\u202Eob\r\n '], { uri: 'sip:bob@x', user: 'bob', displayName: 'Bob' }],
		[['sip:bob@x\r\nVia: y', 'b\0ob'], { uri: 'sip:bob@x Via: y', user: 'bob', displayName: '' }],
		[['', '', ''], { uri: '', user: '', displayName: '' }],
	];
	for (const [args, expected] of rows) {
		it(`cleans ${JSON.stringify(args)}`, () => assert.deepEqual(wireAddress(...args), expected));
	}

	it('never throws, caps everything, and is clean after cleaning once', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'binary', maxLength: 90 }), fc.string({ unit: 'binary', maxLength: 90 }), (uri, user, displayName) => {
			const address = wireAddress(uri, user, displayName);
			assert.ok(address.uri.length <= 256 && address.user.length <= 64 && address.displayName.length <= 64);
			assert.doesNotMatch(Object.values(address).join(''), /\p{Cc}/u);
			assert.deepEqual(wireAddress(address.uri, address.user, address.displayName), address);
		}));
	});
});

describe('escapeUser', () => {
	for (const [user, escaped] of [['bob', 'bob'], ['#31#', '%2331%23'], ['a b', 'a%20b'], ['100%', '100%25'], ['é', '%C3%A9'], ['😀', '%F0%9F%98%80'], ['a?b', 'a%3Fb'], ['a;b=c', 'a;b=c']] as const) {
		it(`writes ${user} as ${escaped}`, () => assert.equal(escapeUser(user), escaped));
	}
});
