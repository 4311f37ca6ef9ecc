import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { NameAddrHeader } from 'jssip';
import { readableUser, restored, shielded, shieldedTwice, shieldedWhole } from '../../../src/sip/message/escapes.js';
import { toAddress, toSipUri } from '../../../src/sip/message/sip-uri.js';

const users = ['J%FCrgen', 'j%fcrgen', 'j%fCr', 'J%FcR', '%E0', 'a%2', '100%', '100%25', '%', '%%', '%C3%BC%FC', '%E4%B8', '%ED%A0%80', '%C0%80', '%EE%80%80', '%EE%91%80', '%zz', 'a%FC:pass%FF', '%00', 'bob', '%F0%9F%98%80'];
const parsed = (header: string): NameAddrHeader => {
	const read = NameAddrHeader.parse(header) as unknown as NameAddrHeader | undefined;
	assert.ok(read, header);
	return read;
};

describe('escapes in a user', () => {
	for (const user of users) {
		const header = `"Bob" <sip:${user}@voice.test;x=%FC>;tag=a`;
		it(`${user} comes back as it was`, () => {
			for (const way of [shielded, shieldedWhole]) assert.equal(restored(way(header)), header);
		});

		it(`${user} is read by JsSIP, and written`, () => {
			for (const way of [shieldedWhole, shieldedTwice]) assert.ok(parsed(way(header)).uri.toString());
		});
	}

	it('are read by JsSIP and come back, whatever they are', () => {
		const unit = fc.constantFrom('%', '2', '5', 'F', 'c', 'C', '3', 'E', '8', '0', 'a', 'B', ':');
		fc.assert(fc.property(fc.string({ unit, minLength: 1, maxLength: 30 }), (user) => {
			const header = `<sip:${user}@voice.test>`;
			assert.equal(restored(shieldedWhole(header)), header);
			if (!user.startsWith(':') && user.split(':').length < 3) parsed(shieldedWhole(header)).uri.toString();
		}), { numRuns: 2000 });
	});

	const shown: readonly (readonly [user: string, shown: string])[] = [
		['J%FCrgen', 'Jürgen'], ['%C3%BC', 'ü'], ['%C3%BC%FC', 'Ã¼ü'], ['100%25', '100%'], ['50%zz', '50%zz'], ['a%2', 'a%2'],
	];
	for (const [user, words] of shown) it(`${user} is read as ${words}`, () => assert.equal(readableUser(user), words));

	it('name somebody who can be called back, by the same address', () => {
		const remote = toAddress(parsed(shieldedWhole('<sip:J%FCrgen@voice.test>;tag=a')));
		assert.deepEqual(remote, { uri: 'sip:J%FCrgen@voice.test', user: 'Jürgen', displayName: '' });
		assert.equal(String(toSipUri(remote)), 'sip:J%FCrgen@voice.test');
	});

	it('are left alone in a body', () => assert.equal(restored('A: <sip:%EE%83%BC@v>\r\n\r\nsip:%EE%83%BC@v'), 'A: <sip:%FC@v>\r\n\r\nsip:%EE%83%BC@v'));
});
