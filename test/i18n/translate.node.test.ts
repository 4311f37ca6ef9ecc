import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chinese } from '../../src/i18n/chinese.js';
import { english } from '../../src/i18n/english.js';
import { german } from '../../src/i18n/german.js';
import { russian } from '../../src/i18n/russian.js';
import { translator, filledIn } from '../../src/i18n/translate.js';

describe('a translator', () => {
	const en = translator('en', english);
	const de = translator('de', german);
	const ru = translator('ru', russian);
	const zh = translator('zh-hans', chinese);

	it('puts values in their places', () => assert.equal(en('dial.call-to', { name: 'bob' }), 'Call bob'));
	it('keeps the order of its language', () => assert.equal(de('dial.call-to', { name: 'bob' }), 'bob anrufen'));
	it('leaves braces in a value alone', () => assert.equal(en('dial.call-to', { name: '{name}' }), 'Call {name}'));
	it('chooses the plural', () => assert.deepEqual([1, 2].map((count) => en('chat.new', { count })), ['1 new message', '2 new messages']));
	for (const [count, words] of [[1, '1 новое сообщение'], [3, '3 новых сообщения'], [5, '5 новых сообщений'], [11, '11 новых сообщений'], [21, '21 новое сообщение'], [1.5, '1,5 нового сообщения']] as const) {
		it(`chooses among four Russian plurals: ${count}`, () => assert.equal(ru('chat.new', { count }), words));
	}
	it('needs one form in Chinese', () => assert.deepEqual([1, 2].map((count) => zh('chat.new', { count })), ['1 条新消息', '2 条新消息']));
	it('writes numbers as its language does', () => assert.equal(de('chat.new', { count: 12_345 }), '12.345 neue Nachrichten'));
	it('isolates a name that is written the other way', () => assert.equal(en('ended.busy', { name: 'ليلى' }), '\u2068ليلى\u2069 was busy'));
	it('isolates every name in a language that is written the other way', () => {
		const hebrew = translator('he', { ...english, 'call.answer': 'לענות', 'ended.busy': '{name} תפוס' });
		assert.equal(hebrew('ended.busy', { name: 'Bob' }), '\u2068Bob\u2069 תפוס');
	});
	it('isolates itself among what is written the other way', () => {
		assert.equal(translator('en', english, 'rtl')('call.none-hint'), '\u2066Calls appear here.\u2069');
		const hebrew = { ...english, 'call.answer': 'לענות', 'call.decline': 'לדחות' };
		assert.deepEqual([translator('he', hebrew, 'ltr')('call.decline'), translator('he', hebrew, 'rtl')('call.decline')], ['\u2067לדחות\u2069', 'לדחות']);
	});
	it('says in English what an older translation of a page lacks', () => {
		const { 'call.decline': _, ...older } = german;
		const said = translator('de', older as typeof german);
		assert.deepEqual([said('call.answer'), said('call.decline')], ['Annehmen', 'Decline']);
	});
	it('lets words be changed inside their isolate', () => {
		assert.deepEqual(['\u2066Yes.\u2069', 'Yes.', 'To \u2068ليلى\u2069'].map((text) => filledIn(text, (words) => `${words}!`)), ['\u2066Yes.!\u2069', 'Yes.!', 'To \u2068ليلى\u2069!']);
		assert.equal(filledIn('\u2066Yes.\u2069', () => ''), '');
	});
});
