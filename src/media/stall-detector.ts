/** Follows one number that should keep changing, and knows how long it has rested. */
export class StallDetector {
	#value: number | undefined;
	#changedAt = 0;
	#changes = 0;

	/** How often it was found changed since the first look. */
	get changes(): number {
		return this.#changes;
	}

	/** Looks at the number; tells for how many ms it has rested. */
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
