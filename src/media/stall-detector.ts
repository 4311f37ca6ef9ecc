/** Watches a counter and measures for how long it has not changed. */
export class StallDetector {
	#value: number | undefined;
	#changedAt = 0;
	#changes = 0;

	/** Number of changes since the first `look()`. */
	get changes(): number {
		return this.#changes;
	}

	/** Returns for how many ms the value has not changed. */
	look(value: number, at: number): number {
		if (value !== this.#value) {
			if (this.#value !== undefined) this.#changes++;
			this.#value = value;
			this.#changedAt = at;
		}
		return at - this.#changedAt;
	}

	forget(): void {
		this.#value = undefined;
		this.#changes = 0;
	}
}
