import type { SessionFact } from './session.js';

/** Keeps what a session has to tell until somebody listens, and falls silent after `terminated`. */
export class FactRelay {
	#report: ((fact: SessionFact) => void) | undefined;
	#waiting: SessionFact[] = [];
	#over = false;

	observe(report: (fact: SessionFact) => void): void {
		this.#report = report;
		for (const fact of this.#waiting.splice(0)) report(fact);
	}

	tell(fact: SessionFact): void {
		if (this.#over) return;
		this.#over = fact.type === 'terminated';
		if (this.#report) this.#report(fact);
		else this.#waiting.push(fact);
	}
}
