import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertedIdentities, assertedIdentity } from '../../../src/sip/dialog/identity.js';
import type { JsSipMessage } from '../../../src/sip/dialog/jssip-session.js';
import { isSlow } from '../../support/linear.js';

const says = (...values: readonly string[]): JsSipMessage => ({ getHeaders: () => [...values] }) as unknown as JsSipMessage;
const uris = (message: JsSipMessage): string[] | undefined => assertedIdentities(message)?.map(({ uri }) => uri);

describe('whom a server says that we talk to', () => {
	it('is nobody special where it says nothing', () => assert.deepEqual([uris(says()), assertedIdentity(says())], [undefined, undefined]));

	it('is each SIP address, and no telephone number', () => {
		assert.deepEqual(uris(says('"Bob" <sip:bob@pbx.test>, <tel:+4930>', 'sips:alice@pbx.test')), ['sip:bob@pbx.test', 'sips:alice@pbx.test']);
	});

	it('is also somebody whom nobody can read, so that not all of them are known', () => {
		assert.deepEqual(uris(says('<sip:bob@pbx.test>', '<sip:')), ['sip:bob@pbx.test', '']);
		assert.deepEqual(uris(says(`<sip:${'a'.repeat(600)}@pbx.test>`)), ['']);
	});

	it('is read as far as anybody would write it', () => {
		const list = (count: number): string => Array(count).fill('<sip:bob@pbx.test>').join(',');
		const many = says(list(5000));
		assert.deepEqual(uris(many), [...Array<string>(8).fill('sip:bob@pbx.test'), '']);
		assert.equal(assertedIdentity(many)?.uri, 'sip:bob@pbx.test');
		assert.equal(isSlow((text) => uris(says(text)), list(625), list(5000)), false);
	});
});
