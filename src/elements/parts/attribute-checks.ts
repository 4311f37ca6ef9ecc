import type { ReactiveElement } from 'lit';
import { parseAddress } from '../../core/address.js';
import { VoiceError } from '../../core/voice-error.js';
import { Mistakes } from './mistakes.js';

/** The value of an attribute, and what throws a `VoiceError` if that is wrong. */
export type AttributeCheck = readonly [value: () => string, check: (value: string) => unknown];

/** Checks attributes of a face each time that one changed, and tells of the mistakes: after it was drawn, for nobody who listens may change it while it is. */
export class AttributeChecks {
	readonly #mistakes: Mistakes;
	readonly #checked = new Map<AttributeCheck, string>();

	constructor(face: ReactiveElement, checks: readonly AttributeCheck[]) {
		this.#mistakes = new Mistakes(face);
		face.addController({ hostUpdated: () => checks.forEach((check) => this.#run(check)) });
	}

	#run(attribute: AttributeCheck): void {
		const [read, check] = attribute;
		const value = read();
		if (value === (this.#checked.get(attribute) ?? '')) return;
		this.#checked.set(attribute, value);
		try {
			check(value);
		} catch (thrown) {
			this.#mistakes.tell(VoiceError.from(thrown));
		}
	}
}

/** For an attribute that names somebody, or a room; `example` goes on after its name. */
export function checkAddress(attribute: string, example: string): (value: string) => void {
	return (value) => {
		try {
			if (value.trim() !== '') parseAddress(value, { host: 'voice.invalid' });
		} catch (cause) {
			throw new VoiceError('configuration', `“${attribute}” should be ${example}. ${VoiceError.from(cause).message}`, { cause, subject: attribute });
		}
	};
}
