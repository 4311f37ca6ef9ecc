import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { historyEntryOf, callOutcome, unseenCalls, type HistoryEntry, type HistoryOutcome } from '../../../src/core/history/history-entry.js';
import type { TerminatedCall } from '../../../src/core/call/call-state.js';
import type { Termination, TerminationCause } from '../../../src/core/call/termination.js';
import { readHistory } from '../../../src/core/history/stored-calls.js';
import { settled } from '../../support/deferred.js';
import { MemoryStorage } from '../../support/memory-storage.js';
import type { ScriptedSession } from '../../support/scripted-session.js';
import { dialling, lastCall, registeredPhone, ringing, type PhoneScene } from '../phone-scene.js';

const gaveUp = { type: 'terminated', at: Date.now(), termination: { by: 'remote', cause: 'cancelled' } } as const;

/** What the history says, each as `user outcome`, with `!` where it was not seen. */
const told = ({ phone }: Pick<PhoneScene, 'phone'>): string[] => phone.state.history.map(({ remote, outcome, seen }) => `${remote.user} ${outcome}${seen ? '' : '!'}`);

const misses = ({ signaling }: PhoneScene, from: string): void => signaling.ring(from).tell(gaveUp);

describe('the history of a phone', () => {
	it('keeps a missed call when another begins, and when that ends', async () => {
		const scene = await ringing();
		scene.session.tell(gaveUp);
		scene.signaling.ring('bob');
		assert.deepEqual(told(scene), ['alice missed!']);
		await lastCall(scene).answer();
		lastCall(scene).hangUp();
		assert.deepEqual(told(scene), ['alice missed!', 'bob answered']);
	});

	it('has the facts of each call, and nothing else', async () => {
		const scene = await dialling();
		scene.session.tell({ type: 'confirmed', at: 5 });
		scene.call.hangUp();
		const [entry] = scene.phone.state.history;
		const { id, startedAt, remote } = scene.call.state;
		assert.deepEqual({ ...entry, terminatedAt: 0 }, { id, direction: 'outgoing', remote, startedAt, confirmedAt: 5, terminatedAt: 0, outcome: 'answered', video: false, seen: true });
	});

	it('keeps fifty', async () => {
		const scene = await registeredPhone();
		for (let number = 1; number <= 60; number++) misses(scene, String(number));
		assert.equal(scene.phone.state.history.length, 50);
		assert.deepEqual([told(scene)[0], told(scene).at(-1)], ['11 missed!', '60 missed!']);
	});

	it('counts a missed call until it was seen', async () => {
		const scene = await registeredPhone();
		for (const from of ['alice', 'bob']) misses(scene, from);
		scene.phone.history.see([scene.phone.state.history[0]?.id ?? '']);
		assert.deepEqual(unseenCalls(scene.phone.state.history).map(({ remote }) => remote.user), ['bob']);
		scene.phone.history.see();
		assert.deepEqual(unseenCalls(scene.phone.state.history), []);
	});

	it('tells of callers that nobody was to hear', async () => {
		const scene = await registeredPhone({ doNotDisturb: true });
		const session = scene.signaling.ring('alice');
		assert.deepEqual([told(scene), session.said, scene.phone.calls.length], [['alice missed!'], ['refuse: unavailable'], 0]);
	});

	it('tells of a caller who rings too often only once', async () => {
		const scene = await registeredPhone();
		for (let times = 0; times < 5; times++) scene.signaling.ring('alice');
		assert.deepEqual(told(scene), []);
	});

	it('is empty when cleared, and stays so for what ended before', async () => {
		const storage = new MemoryStorage();
		const scene = await ringing({}, { storage });
		scene.session.tell(gaveUp);
		scene.phone.history.clear();
		scene.phone.dismiss(scene.call);
		misses(scene, 'bob');
		assert.deepEqual(told(scene), ['bob missed!']);
		scene.phone.history.clear();
		assert.deepEqual([...storage.items], []);
	});

	it('keeps none where none is wanted, and forgets what it kept', async () => {
		const storage = new MemoryStorage();
		misses(await registeredPhone({}, { storage }), 'alice');
		const scene = await registeredPhone({ history: 'none' }, { storage: storage.next() });
		misses(scene, 'bob');
		assert.deepEqual([told(scene), [...storage.items]], [[], []]);
	});

	it('does not take what is neither', async () => {
		await assert.rejects(async () => registeredPhone({ history: 'local' as 'tab' }), /“history” should be “tab” or “none”/);
	});
});

describe('what became of a call', () => {
	const over = (direction: TerminatedCall['direction'], { by = 'remote', cause, talked = false }: { by?: Termination['by']; cause: TerminationCause; talked?: boolean }): TerminatedCall => ({
		...{ phase: 'terminated', id: 'c', direction, remote: { uri: 'sip:a@x', user: 'a', displayName: '' }, startedAt: 1, terminatedAt: 9, video: false, room: false },
		...{ ...(talked && { confirmedAt: 2 }), termination: { by, cause } },
	});
	const rows: readonly (readonly [TerminatedCall, HistoryOutcome])[] = [
		[over('incoming', { cause: 'hung-up', talked: true }), 'answered'],
		[over('incoming', { cause: 'lost', by: 'network', talked: true }), 'answered'],
		[over('incoming', { cause: 'cancelled' }), 'missed'],
		[over('incoming', { cause: 'no-answer' }), 'missed'],
		[over('incoming', { cause: 'lost', by: 'network' }), 'missed'],
		[over('incoming', { cause: 'unavailable', by: 'local' }), 'missed'],
		[over('incoming', { cause: 'busy', by: 'local' }), 'missed'],
		[over('incoming', { cause: 'elsewhere' }), 'answered-elsewhere'],
		[over('incoming', { cause: 'declined', by: 'local' }), 'declined'],
		[over('incoming', { cause: 'declined' }), 'declined'],
		[over('outgoing', { cause: 'cancelled', by: 'local' }), 'cancelled'],
		[over('outgoing', { cause: 'lost', by: 'local' }), 'cancelled'],
		[over('outgoing', { cause: 'busy' }), 'busy'],
		[over('outgoing', { cause: 'no-answer' }), 'no-answer'],
		[over('outgoing', { cause: 'unavailable' }), 'no-answer'],
		[over('outgoing', { cause: 'declined' }), 'declined'],
		[over('outgoing', { cause: 'not-found' }), 'failed'],
		[over('outgoing', { cause: 'media', by: 'network' }), 'failed'],
	];
	for (const [call, outcome] of rows) {
		const { direction, confirmedAt, termination: { by, cause } } = call;
		it(`${direction}, ${confirmedAt ? 'talked, ' : ''}${by} ${cause}: ${outcome}`, () => {
			assert.equal(callOutcome(call), outcome);
			assert.equal(historyEntryOf(call).seen, outcome !== 'missed');
		});
	}
});

describe('a tab whose page is loaded again', () => {
	const reload = async (storage: MemoryStorage, more = {}): Promise<PhoneScene> => registeredPhone(more, { storage });

	it('has the history of the account, what was seen too', async () => {
		const storage = new MemoryStorage();
		const before = await reload(storage);
		misses(before, 'alice');
		before.phone.history.see();
		misses(before, 'bob');
		const after = await reload(storage.next());
		assert.deepEqual(after.phone.state.history, before.phone.state.history);
		assert.deepEqual(told(after), ['alice missed', 'bob missed!']);
	});

	it('has none of another account', async () => {
		const storage = new MemoryStorage();
		misses(await reload(storage), 'alice');
		assert.deepEqual(told(await reload(storage.next(), { uri: 'sip:1001@voice.test' })), []);
	});

	it('forgets it when somebody signs out', async () => {
		const storage = new MemoryStorage();
		const scene = await reload(storage);
		misses(scene, 'alice');
		await scene.phone.signOut();
		assert.deepEqual([told(scene), [...storage.items]], [[], []]);
	});

	it('forgets with it the calls that are over and still shown, also one that was lost with the page before', async () => {
		const storage = new MemoryStorage();
		await talk(storage);
		const scene = await reload(storage.next());
		assert.equal(scene.phone.state.calls.length, 1);
		await scene.phone.signOut();
		assert.deepEqual([scene.phone.state.calls, told(scene), [...storage.items]], [[], [], []]);
	});

	const talk = async (storage: MemoryStorage): Promise<PhoneScene & { session: ScriptedSession }> => {
		const scene = await reload(storage);
		const session = scene.signaling.ring('"Alice" <sip:alice@voice.test>');
		await lastCall(scene).answer();
		return { ...scene, session };
	};

	it('tells whom one talked to, though the phone hung up for the page that goes', async () => {
		const storage = new MemoryStorage();
		const scene = await talk(storage);
		storage.leaving = true;
		scene.phone.calls[0]?.hangUp();
		const { phone } = await reload(storage.next());
		const [call] = phone.state.calls;
		assert.deepEqual([call?.phase, call?.remote.displayName, call?.phase === 'terminated' && call.termination], ['terminated', 'Alice', { by: 'local', cause: 'lost' }]);
		assert.deepEqual(told({ phone }), ['alice answered']);
	});

	it('tells it after a crash, again until one dismisses it, and keeps it in the history', async () => {
		const storage = new MemoryStorage();
		await talk(storage);
		await reload(storage.next('two'));
		const { phone } = await reload(storage.next('three'));
		assert.equal(phone.calls.length, 1);
		phone.calls.forEach((call) => phone.dismiss(call));
		const last = await reload(storage.next('four'));
		assert.deepEqual([last.phone.calls.length, told(last)], [0, ['alice answered']]);
	});

	it('shows the call one talked in, and lists every other: who rang was missed', async () => {
		const storage = new MemoryStorage();
		const scene = await talk(storage);
		scene.signaling.ring('bob');
		scene.phone.call('carol');
		await settled();
		const after = await reload(storage.next());
		assert.deepEqual(after.phone.calls.map(({ remote }) => remote.user), ['alice']);
		assert.deepEqual(new Set(told(after)), new Set(['alice answered', 'bob missed!', 'carol cancelled']));
	});

	it('tells nothing in a duplicate of the tab, while the first goes on and afterwards', async () => {
		const storage = new MemoryStorage();
		const { phone } = await talk(storage);
		const duplicate = new MemoryStorage('copy', new Map(storage.items));
		duplicate.inCall.add(storage.page);
		const first = await reload(duplicate);
		await settled();
		phone.calls[0]?.hangUp();
		const second = await reload(duplicate.next());
		await settled();
		assert.deepEqual([first, second].map((scene) => [scene.phone.calls.length, told(scene)]), [[0, []], [0, []]]);
		assert.equal((await reload(storage.next())).phone.calls.length, 0);
	});

	it('says that calls go on, once they do', async () => {
		const storage = new MemoryStorage();
		(await reload(storage)).signaling.ring('bob');
		assert.equal(await storage.hasCalls('one'), true);
	});

	it('tells nobody else', async () => {
		const storage = new MemoryStorage();
		await talk(storage);
		assert.deepEqual((await reload(storage.next(), { uri: 'sip:1001@voice.test' })).phone.calls, []);
	});

	it('tells it when the page comes back as it was', async () => {
		const storage = new MemoryStorage();
		const { phone } = await talk(storage);
		storage.leaving = true;
		phone.calls[0]?.hangUp();
		storage.return();
		assert.deepEqual(phone.state.calls.map((call) => call.phase === 'terminated' && call.termination.cause), ['lost']);
		assert.deepEqual(told({ phone }), ['alice answered']);
	});

	it('says nothing of a call that was ended', async () => {
		const storage = new MemoryStorage();
		const scene = await talk(storage);
		scene.session.end();
		assert.deepEqual((await reload(storage.next())).phone.calls, []);
	});

	it('does not mix the phones of one page', async () => {
		const storage = new MemoryStorage();
		const [one, other] = [await reload(storage), await reload(storage, { uri: 'sip:1001@voice.test' })];
		misses(one, 'alice');
		misses(other, 'bob');
		assert.deepEqual([told(one), told(other)], [['alice missed!'], ['bob missed!']]);
		const next = storage.next();
		assert.deepEqual([told(await reload(next)), told(await reload(next, { uri: 'sip:1001@voice.test' }))], [['alice missed!'], ['bob missed!']]);
	});

	it('holds no password and nothing that was said', async () => {
		const storage = new MemoryStorage();
		await talk(storage);
		assert.doesNotMatch(JSON.stringify([...storage.items]), /sesame/);
	});
});

describe('what somebody else wrote into the storage', () => {
	const key = 'voice-elements.history sip:1000@voice.test';
	const good: HistoryEntry = { id: 'a', direction: 'incoming', remote: { uri: 'sip:a@x', user: 'a', displayName: 'A' }, startedAt: 1, terminatedAt: 2, outcome: 'missed', video: false, seen: false };
	const loaded = async (text: string): Promise<readonly HistoryEntry[]> => (await registeredPhone({}, { storage: new MemoryStorage('one', new Map([[key, text]])) })).phone.state.history;

	const broken: readonly unknown[] = [null, 7, 'x', {}, [], [null], [[]], ['x'], [{}], { length: 3 }, ...Object.keys(good).filter((name) => !['video', 'seen'].includes(name)).map((name) => [{ ...good, [name]: undefined }]),
		[{ ...good, outcome: 'toString' }], [{ ...good, direction: 'up' }], [{ ...good, terminatedAt: 1e300 }], [{ ...good, startedAt: -1 }], [{ ...good, remote: { uri: 1, user: 'a', displayName: '' } }], [{ ...good, id: 'x'.repeat(99) }]];
	for (const value of broken) it(`${JSON.stringify(value)?.slice(0, 60)} is no entry`, async () => assert.deepEqual(await loaded(JSON.stringify(value)), []));

	for (const text of ['', '{', 'x'.repeat(300_000), '['.repeat(100_000)]) it(`${text.slice(0, 20)} breaks nothing`, async () => assert.deepEqual(await loaded(text), []));

	it('keeps what is good beside it', async () => assert.deepEqual(await loaded(JSON.stringify([null, good, 'x'])), [good]));

	it('cleans and cuts what is shown', async () => {
		const [entry] = await loaded(JSON.stringify([{ ...good, callId: 'y'.repeat(999), remote: { uri: 'sip:a@x', user: '\u202Ea', displayName: '\u0007A\u202E'.repeat(999) } }]));
		assert.deepEqual([entry?.remote.user, (entry?.remote.displayName ?? '').length <= 64, /[\u0007\u202E]/.test(entry?.remote.displayName ?? ''), (entry?.callId ?? '').length <= 256], ['a', true, false, true]);
	});

	it('takes nothing from a prototype', () => {
		const polluted = { confirmedAt: 3, callId: 'evil', outcome: 'missed', terminatedAt: 2 };
		for (const [name, value] of Object.entries(polluted)) Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
		try {
			assert.equal(readHistory('[{"id":"a","direction":"incoming","remote":{},"startedAt":1}]', 50).length, 0);
			const [entry] = readHistory(JSON.stringify([good]), 50);
			assert.deepEqual([Object.hasOwn(entry ?? {}, 'confirmedAt'), Object.hasOwn(entry ?? {}, 'callId')], [false, false]);
		} finally {
			for (const name of Object.keys(polluted)) Reflect.deleteProperty(Object.prototype, name);
		}
	});

	it('is the same for calls that went on', async () => {
		for (const text of ['7', '{"page":"x","at":"now","calls":[]}', '{"page":"x","at":5,"calls":{}}', '{"page":"x","at":5,"calls":[null,{}]}']) {
			const storage = new MemoryStorage('one', new Map([['voice-elements.call sip:1000@voice.test', text]]));
			assert.deepEqual((await registeredPhone({}, { storage })).phone.calls, []);
		}
	});
});

