import type { ReactiveElement } from 'lit';
import { parseAddress } from '../../core/address.js';
import { VoiceError } from '../../core/voice-error.js';
import { Mistakes } from './mistakes.js';

/** The value of an attribute, and a check that throws a `VoiceError` if it is wrong. */
export type AttributeCheck = readonly [value: () => string, check: (value: string) => unknown];

/**
 * Checks attributes when they changed and reports mistakes after the rendering, because listeners must not change an
 * element during it.
 */
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

/** For an attribute that names a person or a room; `example` follows its name in the message. */
export function checkAddress(attribute: string, example: string): (value: string) => void {
	return (value) => {
		try {
			if (value.trim() !== '') parseAddress(value, { host: 'voice.invalid' });
		} catch (cause) {
			throw new VoiceError('configuration', `“${attribute}” should be ${example}. ${VoiceError.from(cause).message}`, { cause, subject: attribute });
		}
	};
}
