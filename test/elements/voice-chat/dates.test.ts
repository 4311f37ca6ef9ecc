import { expect } from '@open-wc/testing';
import { render } from 'lit';
import type { ChatMessage, ChatState } from '../../../src/core/chat/chat-state.js';
import { MessageList } from '../../../src/elements/voice-chat/message-list.js';
import { chinese } from '../../../src/i18n/chinese.js';
import { english } from '../../../src/i18n/english.js';
import { german } from '../../../src/i18n/german.js';
import { russian } from '../../../src/i18n/russian.js';
import { translator } from '../../../src/i18n/translate.js';

const alice = { uri: 'sip:alice@voice.test', user: 'alice', displayName: '' };
const message = (at: Date): ChatMessage => ({ id: String(at.getTime()), from: alice, text: 'Hello', at: at.getTime(), direction: 'incoming', delivery: 'accepted' });
const state: ChatState = { id: '1', kind: 'person', peer: alice, unread: 0, canReceive: true, messages: [new Date(2025, 11, 31, 0, 0), new Date(2026, 4, 3, 12, 7), new Date(2026, 4, 19, 15, 30), new Date(2026, 4, 20, 9, 5)].map(message) };
const now = new Date(2026, 4, 20, 18, 0).getTime();

const table = [
	['en', english, ['Wednesday, December 31, 2025', 'Sunday, May 3, 2026', 'Yesterday', 'Today'], ['12:00 AM', '12:07 PM', '3:30 PM', '9:05 AM'], '2 s'],
	['de', german, ['Mittwoch, 31. Dezember 2025', 'Sonntag, 3. Mai 2026', 'Gestern', 'Heute'], ['00:00', '12:07', '15:30', '09:05'], '2 s'],
	['ru', russian, ['среда, 31 декабря 2025 г.', 'воскресенье, 3 мая 2026 г.', 'Вчера', 'Сегодня'], ['00:00', '12:07', '15:30', '09:05'], '2 с'],
	['zh-Hans', chinese, ['2025年12月31日星期三', '2026年5月3日星期日', '昨天', '今天'], ['00:00', '12:07', '15:30', '09:05'], '2 秒'],
] as const;

describe('days, times and durations', () => {
	const list = new MessageList();
	for (const [locale, translation, days, times, duration] of table) {
		it(`read in ${locale} as people write them there`, () => {
			const text = translator(locale, translation);
			const box = document.createElement('div');
			render(list.render(state, { text, locale, now, label: '', retry: () => undefined }), box);
			const read = (part: string): string[] => [...box.querySelectorAll(`[part=${part}]`)].map(({ textContent }) => textContent.replace(/\s/g, ' '));
			expect(read('day')).to.deep.equal(days);
			expect(read('time')).to.deep.equal(times);
			expect(text('call.seconds', { seconds: 2 })).to.equal(duration);
		});
	}
});
