/** Runs operations one after another, in the order given. One that fails does not hold up the next. */
export class OperationQueue {
	#last: Promise<unknown> = Promise.resolve();

	run<Result>(operation: () => Promise<Result>): Promise<Result> {
		const result = this.#last.then(operation);
		this.#last = result.catch(() => undefined);
		return result;
	}
}
