import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NameAddrHeader } from 'jssip';
import { parseAddress } from '../../../src/core/address.js';
import { toAddress, toSipUri, userOf } from '../../../src/sip/message/sip-uri.js';

describe('what is dialled, as JsSIP writes it', () => {
	const rows: readonly (readonly [typed: string, written: string])[] = [
		['alice', 'sip:alice@voice.test'],
		['100%', 'sip:100%25@voice.test'],
		['100%25', 'sip:100%25@voice.test'],
		['+1 (555) 123-4567', 'sip:+15551234567@voice.test'],
		['#31#', 'sip:%2331%23@voice.test'],
		['sip:bob@x.org:5070;transport=ws;lr', 'sip:bob@x.org:5070;transport=ws;lr'],
		['sip:bob@[::1]:5060', 'sip:bob@[::1]:5060'],
		['zoë', 'sip:zo%C3%AB@voice.test'],
	];
	for (const [typed, written] of rows) {
		it(`writes ${typed} as ${written}`, () => assert.equal(toSipUri(parseAddress(typed, { host: 'voice.test' })).toString(), written));
	}

	for (const uri of ['tel:+15551234', 'sips:bob@x', 'bob', 'sip:', 'sip:bob@x?Subject=hi']) {
		it(`refuses ${uri}`, () => assert.throws(() => toSipUri({ uri }), { code: 'address' }));
	}
});

describe('what a header says of the peer', () => {
	const read = (header: string): ReturnType<typeof toAddress> => {
		const parsed = NameAddrHeader.parse(header) as unknown as NameAddrHeader | undefined;
		assert.ok(parsed);
		return toAddress(parsed);
	};

	it('is name, user and address', () => {
		assert.deepEqual(read('"Bob \\"the\\" B." <sip:bob@x.org>;tag=1'), { uri: 'sip:bob@x.org', user: 'bob', displayName: 'Bob "the" B.' });
	});

	it('is cleaned of what nobody sees', () => {
		assert.equal(read('"Bob\u202E\u200Beve" <sip:bob@x.org>').displayName, 'Bobeve');
	});

	it('may hold a percent sign, on which JsSIP throws', () => {
		assert.deepEqual(read('<sip:100%25@x.org>'), { uri: 'sip:100%25@x.org', user: '100%', displayName: '' });
	});

	it('shows the escapes of what nobody sees', () => assert.equal(read('<sip:al%00ice@x.org>').user, 'al%00ice'));

	it('may have no user at all', () => assert.equal(read('<sip:x.org>').user, ''));

	it('keeps a user that is no proper escape', () => assert.equal(userOf('sip:50%zz@x'), '50%zz'));
});
