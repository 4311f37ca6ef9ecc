/** As much of Node's event emitter as JsSIP and its listeners use. Who is added or removed while it tells, is so from the next time on. */
class EventEmitter {
	#listeners = new Map();

	addListener(type, listener) {
		this.#listeners.set(type, [...this.listeners(type), listener]);
		return this;
	}

	removeListener(type, listener) {
		const all = this.listeners(type);
		const index = all.lastIndexOf(listener);
		if (index >= 0) this.#listeners.set(type, all.filter((_, at) => at !== index));
		return this;
	}

	on(type, listener) {
		return this.addListener(type, listener);
	}

	off(type, listener) {
		return this.removeListener(type, listener);
	}

	once(type, listener) {
		const hear = (...event) => {
			this.removeListener(type, hear);
			listener.apply(this, event);
		};
		return this.addListener(type, hear);
	}

	emit(type, ...event) {
		const all = this.listeners(type);
		for (const listener of all) listener.apply(this, event);
		return all.length > 0;
	}

	listeners(type) {
		return [...this.#listeners.get(type) ?? []];
	}

	/** There is no limit. */
	setMaxListeners() {
		return this;
	}
}

module.exports = { EventEmitter };
