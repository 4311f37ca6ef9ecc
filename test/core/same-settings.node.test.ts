import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { sameSettings } from '../../src/core/same-settings.js';

const turn = (credential = 'c'): unknown => ({ iceServers: [{ urls: ['turn:turn.test', 'stun:stun.test'], username: 'u', credential }] });
const ask = (): void => undefined;
const hostile = (): unknown => Object.defineProperty({}, 'urls', { get: () => { throw new Error('no'); }, enumerable: true });
const endless = (): unknown[] => {
	const list: unknown[] = [];
	list.push(list, list);
	return list;
};
const date = new Date(0);

describe('two settings', () => {
	const rows: readonly (readonly [what: string, one: unknown, other: unknown, same: boolean])[] = [
		['equal text', 'wss://a', 'wss://a', true],
		['other text', 'wss://a', 'wss://b', false],
		['no number', NaN, NaN, true],
		['equal lists', ['wss://a', 'wss://b'], ['wss://a', 'wss://b'], true],
		['a list in another order', ['opus', 'pcmu'], ['pcmu', 'opus'], false],
		['a longer list', ['opus'], ['opus', 'pcmu'], false],
		['a list with a gap', [undefined], new Array(1), false],
		['a list and text', ['opus'], 'opus', false],
		['a list and an object', [], {}, false],
		['equal ICE servers', turn(), turn(), true],
		['ICE servers with another credential', turn(), turn('d'), false],
		['an object without a prototype', { a: 1 }, Object.assign(Object.create(null) as object, { a: 1 }), true],
		['an object of another window', { a: [1] }, runInNewContext('({ a: [1] })'), true],
		['a name that only one has', { a: undefined }, { b: undefined }, false],
		['an inherited name', { toString: Object.prototype.toString }, { b: 1 }, false],
		['nothing', undefined, null, false],
		['the same function', { credentials: ask }, { credentials: ask }, true],
		['other functions', { credentials: () => undefined }, { credentials: () => undefined }, false],
		['the same object of a class', { a: date }, { a: date }, true],
		['objects of a class', new Date(0), new Date(0), false],
		['objects of a class of the page', new (class A { x = 1; })(), new (class A { x = 1; })(), false],
		['objects that throw', [hostile()], [hostile()], false],
		['lists that hold themselves', endless(), endless(), false],
		['what lies too deep', [[[[['a']]]]], [[[[['a']]]]], false],
	];
	for (const [what, one, other, same] of rows) {
		it(`${same ? 'say the same' : 'differ'}: ${what}`, () => {
			assert.equal(sameSettings(one, other), same);
			assert.equal(sameSettings(other, one), same);
		});
	}
});
