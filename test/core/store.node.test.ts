import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Store } from '../../src/core/store.js';

interface Count {
	readonly count: number;
	readonly list?: readonly { readonly one: number }[];
}

class Counter extends Store<Count> {
	set(count: number, list: Count['list'] = []): void {
		this.setState({ count, list });
	}

	same(): void {
		this.setState(this.state);
	}
}

const counting = (): { counter: Counter; told: number[] } => ({ counter: new Counter({ count: 0 }), told: [] });

describe('a store', () => {
	it('tells every new state and not the present one', () => {
		const { counter, told } = counting();
		counter.subscribe(({ count }) => told.push(count));
		counter.set(1);
		counter.set(2);
		assert.deepEqual(told, [1, 2]);
	});

	it('tells nothing when nothing changed', () => {
		const { counter, told } = counting();
		counter.subscribe(({ count }) => told.push(count));
		counter.same();
		assert.deepEqual(told, []);
	});

	it('is silent to whom unsubscribed', () => {
		const { counter, told } = counting();
		counter.subscribe(({ count }) => told.push(count))();
		counter.set(1);
		assert.deepEqual(told, []);
	});

	it('is silent to whom its signal took away', () => {
		const { counter, told } = counting();
		const end = new AbortController();
		counter.subscribe(({ count }) => told.push(count), { signal: end.signal });
		end.abort();
		counter.set(1);
		assert.deepEqual(told, []);
	});

	it('tells each state once, also when a listener before changes it again', () => {
		const { counter, told } = counting();
		counter.subscribe(({ count }) => count === 1 && counter.set(2));
		counter.subscribe(({ count }) => told.push(count));
		counter.set(1);
		assert.deepEqual(told, [2]);
	});

	it('is frozen to the ground', () => {
		const { counter } = counting();
		counter.set(1, [{ one: 1 }]);
		assert.ok(Object.isFrozen(counter.state) && Object.isFrozen(counter.state.list) && Object.isFrozen(counter.state.list?.[0]));
	});
});
