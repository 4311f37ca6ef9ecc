import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { settingsText } from '../../../src/core/account/settings-text.js';

const turn = (credential = 'c'): unknown => ({ iceServers: [{ urls: ['turn:turn.test', 'stun:stun.test'], username: 'u', credential }] });
const hostile = (): unknown => Object.defineProperty({}, 'urls', { get: () => { throw new Error('no'); }, enumerable: true });
const endless = (): unknown[] => {
	const list: unknown[] = [];
	list.push(list, list);
	return list;
};
describe('two settings', () => {
	const rows: readonly (readonly [what: string, one: unknown, other: unknown, same: boolean])[] = [
		['equal text', 'wss://a', 'wss://a', true],
		['other text', 'wss://a', 'wss://b', false],
		['equal lists', ['wss://a', 'wss://b'], ['wss://a', 'wss://b'], true],
		['a list in another order', ['opus', 'pcmu'], ['pcmu', 'opus'], false],
		['a longer list', ['opus'], ['opus', 'pcmu'], false],
		['a list and text', ['opus'], 'opus', false],
		['a number and text', 500, '500', false],
		['equal ICE servers', turn(), turn(), true],
		['ICE servers with another credential', turn(), turn('d'), false],
		['an object without a prototype', { a: 1 }, Object.assign(Object.create(null) as object, { a: 1 }), true],
		['an object of another window', { a: [1] }, runInNewContext('({ a: [1] })'), true],
		['a name that only one has', { a: undefined }, { b: undefined }, false],
		['nothing and no name', { a: undefined }, {}, false],
		['functions', { credentials: () => 1 }, { credentials: () => 2 }, true],
		['a function and none', { credentials: () => undefined }, { credentials: undefined }, false],
		['a list with a symbol, and an empty one', [Symbol('a')], [], false],
	];
	for (const [what, one, other, same] of rows) {
		it(`${same ? 'say the same' : 'differ'}: ${what}`, () => {
			assert.equal(settingsText(one) === settingsText(other), same);
			assert.equal(typeof settingsText(one), 'string');
		});
	}

	for (const [what, settings] of [['objects that throw', [hostile()]], ['lists that hold themselves', endless()]] as const) {
		it(`cannot be compared: ${what}`, () => assert.equal(settingsText(settings), undefined));
	}
});
