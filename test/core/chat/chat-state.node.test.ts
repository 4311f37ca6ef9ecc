import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MIN_KEPT, nextChatState, PAGE, type ChatFact, type ChatMessage, type ChatState } from '../../../src/core/chat/chat-state.js';

const me = { uri: 'sip:me@x', user: 'me', displayName: '' };
const alice = { uri: 'sip:alice@x', user: 'alice', displayName: '' };
const bob = { uri: 'sip:bob@x', user: 'bob', displayName: '' };
const error = { code: 'timeout', message: 'No answer.' } as const;

const empty: ChatState = { id: 'chat', kind: 'person', peer: alice, messages: [], unread: 0, canReceive: true };
const theirs = (id: string, from = alice): ChatMessage => ({ id, from, text: `text ${id}`, at: 1, direction: 'incoming', delivery: 'accepted' });
const ours = (id: string, delivery: ChatMessage['delivery'] = 'sending', from = me): ChatMessage => ({ id, from, text: `text ${id}`, at: 1, direction: 'outgoing', delivery });

const after = (...facts: readonly ChatFact[]): ChatState => facts.reduce(nextChatState, empty);
const message = (one: ChatMessage): ChatFact => ({ type: 'message', message: one });
const delivery = (id: string, to: ChatMessage['delivery'], trouble?: typeof error): ChatFact => ({ type: 'delivery', id, delivery: to, ...(trouble && { error: trouble }) });

describe('the next state of a conversation', () => {
	const failed = { ...ours('1', 'failed'), error };
	const rows: readonly (readonly [name: string, facts: readonly ChatFact[], expected: Partial<ChatState>])[] = [
		['a text comes in', [message(theirs('1'))], { messages: [theirs('1')], unread: 1 }],
		['two come in', [message(theirs('1')), message(theirs('2'))], { messages: [theirs('1'), theirs('2')], unread: 2 }],
		['a repeat adds nothing', [message(theirs('1')), message(theirs('1'))], { messages: [theirs('1')], unread: 1 }],
		['a repeat from another port adds nothing', [message(theirs('1')), message(theirs('1', { ...alice, uri: 'sip:alice@X:5060' }))], { messages: [theirs('1')], unread: 1 }],
		['they are read', [message(theirs('1')), { type: 'read' }], { unread: 0 }],
		['one is sent', [message(ours('1'))], { messages: [ours('1')], unread: 0 }],
		['it is accepted', [message(ours('1')), delivery('1', 'accepted')], { messages: [ours('1', 'accepted')] }],
		['only a server has it', [message(ours('1')), delivery('1', 'submitted')], { messages: [ours('1', 'submitted')] }],
		['it comes back from there', [message(ours('1')), delivery('1', 'submitted'), message(ours('1', 'accepted'))], { messages: [ours('1', 'accepted')] }],
		['a failure means nothing when a server has it', [message(ours('1')), delivery('1', 'submitted'), delivery('1', 'failed', error)], { messages: [ours('1', 'submitted')] }],
		['it fails', [message(ours('1')), delivery('1', 'failed', error)], { messages: [failed] }],
		['it is tried again', [message(ours('1')), delivery('1', 'failed', error), delivery('1', 'sending')], { messages: [ours('1')] }],
		['its echo proves it accepted', [message(ours('1')), message(ours('1', 'accepted'))], { messages: [ours('1', 'accepted')], unread: 0 }],
		['the echo of a failed one proves it accepted', [message(ours('1')), delivery('1', 'failed', error), message(ours('1', 'accepted'))], { messages: [ours('1', 'accepted')] }],
		['a failure after the echo means nothing', [message(ours('1')), message(ours('1', 'accepted')), delivery('1', 'failed', error)], { messages: [ours('1', 'accepted')] }],
		['the echo of what was written before the account was known', [message(ours('1', 'sending', { uri: '', user: '', displayName: '' })), message(ours('1', 'accepted'))], { messages: [ours('1', 'accepted', { uri: '', user: '', displayName: '' })] }],
		['another’s message with an id of ours is another', [message(ours('1')), message(theirs('1'))], { messages: [ours('1'), { ...theirs('1'), id: '1/alice@x' }], unread: 1 }],
		['another’s message with a known id is another', [message(theirs('1')), message(theirs('1', bob))], { messages: [theirs('1'), { ...theirs('1', bob), id: '1/bob@x' }], unread: 2 }],
		['its repeat is a repeat', [message(theirs('1')), message(theirs('1', bob)), message(theirs('1', bob))], { unread: 2 }],
		['it turns out to be a room', [{ type: 'room' }], { kind: 'room' }],
		['texts cannot reach us', [{ type: 'can-receive', canReceive: false }], { canReceive: false }],
	];
	for (const [name, facts, expected] of rows) {
		it(name, () => assert.deepEqual(after(...facts), { ...empty, ...after(...facts), ...expected }));
	}
});

it('a conversation keeps its newest 10,000 texts at least, and forgets the oldest by the hundred', () => {
	const full: ChatState = { ...empty, messages: Array.from({ length: MIN_KEPT + PAGE - 1 }, (_, index) => theirs(String(index))) };
	const fuller = nextChatState(full, message(theirs('newest')));
	assert.deepEqual([fuller.messages.length, fuller.messages[0]?.id], [10_100, '0']);
	const { messages } = nextChatState(fuller, message(theirs('newer')));
	assert.deepEqual([messages.length, messages[0]?.id, messages.at(-1)?.id], [10_001, '100', 'newer']);
});

it('a conversation is frozen to the ground, so that nobody changes what was said', () => {
	const { messages } = after(message(ours('1')), delivery('1', 'failed', error));
	assert.ok(Object.isFrozen(messages));
	assert.ok(messages.every((one) => Object.isFrozen(one) && Object.isFrozen(one.from)));
});

describe('a fact that changes nothing leaves the very same conversation', () => {
	const rows: readonly (readonly [name: string, before: ChatState, fact: ChatFact])[] = [
		['a repeat', after(message(theirs('1'))), message(theirs('1'))],
		['an echo of what was accepted', after(message(ours('1', 'accepted'))), message(ours('1', 'accepted'))],
		['read again', empty, { type: 'read' }],
		['a room again', after({ type: 'room' }), { type: 'room' }],
		['reachable as before', empty, { type: 'can-receive', canReceive: true }],
		['delivery of what nobody knows', after(message(ours('1'))), delivery('2', 'failed', error)],
		['delivery as before', after(message(ours('1'))), delivery('1', 'sending')],
		['delivery of what came in', after(message(theirs('1'))), delivery('1', 'failed', error)],
	];
	for (const [name, before, fact] of rows) {
		it(name, () => assert.equal(nextChatState(before, fact), before));
	}
});
