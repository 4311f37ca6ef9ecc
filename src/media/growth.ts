/** Follows one number that should keep changing, and knows how long it has rested. */
export class Growth {
	#value: number | undefined;
	#changedAt = 0;
	#changed = false;

	/** Whether it changed since the first look. */
	get changed(): boolean {
		return this.#changed;
	}

	/** Looks at the number; tells for how many ms it has rested. */
	look(value: number, at: number): number {
		if (value !== this.#value) {
			this.#changed = this.#value !== undefined;
			this.#value = value;
			this.#changedAt = at;
		}
		return at - this.#changedAt;
	}

	forget(): void {
		this.#value = undefined;
		this.#changed = false;
	}
}
