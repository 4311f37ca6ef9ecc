import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { StoreController } from '../../src/controllers/store-controller.js';
import { Store } from '../../src/core/store.js';
import { nextTask, section } from '../support/section.js';

class Counter extends Store<{ readonly count: number }> {
	constructor() {
		super({ count: 0 });
	}

	increase(): void {
		this.setState({ count: this.state.count + 1 });
	}
}

class CounterView extends LitElement {
	counter: Counter | undefined;
	readonly #watch = new StoreController(this, () => this.counter);

	protected override render(): string {
		return String(this.#watch.state?.count ?? 'none');
	}
}

customElements.define('counter-view', CounterView);

async function shown(view: CounterView): Promise<string | null | undefined> {
	await nextTask();
	return view.shadowRoot?.textContent;
}

function watching(counter: Counter): CounterView {
	const view = section('<counter-view></counter-view>').one<CounterView>('counter-view');
	view.counter = counter;
	return view;
}

describe('a watched store', () => {
	it('is shown anew with every change', async () => {
		const counter = new Counter();
		const view = watching(counter);
		expect(await shown(view)).to.equal('0');
		counter.increase();
		expect(await shown(view)).to.equal('1');
	});

	it('gives way to another, and to none', async () => {
		const [first, second] = [new Counter(), new Counter()];
		const view = watching(first);
		await shown(view);
		view.counter = second;
		view.requestUpdate();
		await shown(view);
		first.increase();
		expect(view.isUpdatePending).to.equal(false);
		second.increase();
		expect(await shown(view)).to.equal('1');
		view.counter = undefined;
		view.requestUpdate();
		expect(await shown(view)).to.equal('none');
		second.increase();
		expect(view.isUpdatePending).to.equal(false);
	});

	it('is not watched by what has left the page, and is up to date when that is back', async () => {
		const counter = new Counter();
		const view = watching(counter);
		await shown(view);
		const parent = view.parentElement;
		view.remove();
		counter.increase();
		expect(view.isUpdatePending).to.equal(false);
		parent?.append(view);
		expect(await shown(view)).to.equal('1');
	});

	it('is not drawn for what its host ignores', async () => {
		class Pair extends Store<{ readonly left: number; readonly right: number }> {
			constructor() {
				super({ left: 0, right: 0 });
			}

			set(part: { readonly left?: number; readonly right?: number }): void {
				this.change(part);
			}
		}
		let drawn = 0;
		customElements.define('left-view', class extends LitElement {
			readonly pair = new Pair();
			readonly #watch = new StoreController(this, () => this.pair, ['right']);

			protected override render(): string {
				drawn++;
				return String(this.#watch.state?.left);
			}
		});
		const view = section('<left-view></left-view>').one<LitElement & { readonly pair: Pair }>('left-view');
		await view.updateComplete;
		await nextTask();
		const before = drawn;
		view.pair.set({ right: 1 });
		await nextTask();
		expect(drawn).to.equal(before);
		view.pair.set({ left: 1, right: 2 });
		await nextTask();
		expect([drawn, view.shadowRoot?.textContent]).to.deep.equal([before + 1, '1']);
	});
});
