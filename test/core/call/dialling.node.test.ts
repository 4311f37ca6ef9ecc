import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aPhone, dialling } from '../phone-scene.js';

describe('whom one called last', () => {
	it('is known as it was typed', async () => {
		const { phone } = await dialling('"Bob" <sip:bob@voice.test>');
		assert.equal(phone.state.lastDialled, '"Bob" <sip:bob@voice.test>');
	});

	it('is not somebody who cannot be called', async () => {
		const { phone } = await dialling('bob');
		assert.throws(() => phone.call('http://x'));
		assert.equal(phone.state.lastDialled, 'bob');
	});

	it('is nobody else’s business after signing out', async () => {
		const { phone } = await dialling('bob');
		await phone.signOut();
		assert.equal('lastDialled' in phone.state, false);
	});
});

describe('a key', () => {
	it('is heard by whoever presses it', () => {
		const { phone, media } = aPhone();
		phone.keyTone('5');
		assert.deepEqual([media.keys, media.wishes], [['5'], []]);
	});

	it('is not heard during a call, whose other side would hear it, too', async () => {
		const { phone, media, session } = await dialling();
		phone.keyTone('5');
		session.end();
		phone.keyTone('6');
		assert.deepEqual(media.keys, ['6']);
	});
});
