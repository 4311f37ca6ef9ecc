import { parseAddress } from '../../core/address.js';
import { VoiceError } from '../../core/voice-error.js';
import { Mistakes } from '../parts/mistakes.js';
import { parseFallback, type Fallback } from './fallback.js';
import type { VoiceDial } from './voice-dial.js';

/** Reads the attributes of a `<voice-dial>` that can be wrong, and tells of what is. */
export class AttributeCheck {
	readonly #face: VoiceDial;
	readonly #mistakes: Mistakes;
	#to = '';
	#read = '';
	#fallback: Fallback | undefined;
	#untold: VoiceError | undefined;

	constructor(face: VoiceDial) {
		this.#face = face;
		this.#mistakes = new Mistakes(face);
		face.addController({ hostUpdated: () => this.#check() });
	}

	/** Nothing where the attribute is wrong. */
	get fallback(): Fallback | undefined {
		const { fallback } = this.#face;
		if (fallback !== this.#read) this.#readFallback(fallback);
		return this.#fallback;
	}

	#readFallback(value: string): void {
		this.#read = value;
		this.#fallback = undefined;
		try {
			this.#fallback = parseFallback(value);
		} catch (thrown) {
			this.#untold = VoiceError.from(thrown);
		}
	}

	/** After what was drawn: nobody who listens may change it while it is. */
	#check(): void {
		void this.fallback;
		const mistake = this.#untold;
		this.#untold = undefined;
		if (mistake) this.#mistakes.tell(mistake);
		const { to } = this.#face;
		if (to === this.#to) return;
		this.#to = to;
		try {
			if (to.trim() !== '') parseAddress(to, { host: 'voice.invalid' });
		} catch (cause) {
			this.#mistakes.tell(new VoiceError('configuration', `“to” should be somebody who can be called, like “sip:sales@pbx.example.org”. ${VoiceError.from(cause).message}`, { cause, subject: 'to' }));
		}
	}
}
