import { expect } from '@open-wc/testing';
import { Lab, type Make } from './lab.js';

export interface Twins<Outcome> {
	/** What becomes of it with JsSIP alone: the defect. */
	readonly plain: Outcome;
	readonly ours: Outcome;
}

/** Tells one story twice: of JsSIP alone, which shows the defect, and of our sessions, which do not. */
export function twins<Outcome>(story: string, scenario: (lab: Lab, make: Make) => Promise<Outcome>, expected: Twins<Outcome>): void {
	for (const make of ['plain', 'ours'] as const) {
		it(`${story} (${make === 'plain' ? 'JsSIP alone: the defect' : 'our session'})`, async () => {
			const lab = new Lab();
			const stopListening = make === 'plain' ? quietly() : () => undefined;
			try {
				expect(await scenario(lab, make)).to.deep.equal(expected[make]);
			} finally {
				lab.stop();
				stopListening();
			}
		}).timeout(90_000);
	}
}

/** JsSIP, left alone, also throws where nobody can catch it. */
function quietly(): () => void {
	const swallow = (event: Event): void => event.preventDefault();
	for (const type of ['error', 'unhandledrejection']) addEventListener(type, swallow);
	return () => ['error', 'unhandledrejection'].forEach((type) => removeEventListener(type, swallow));
}
