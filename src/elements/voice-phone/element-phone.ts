import { VoiceErrorEvent } from '../../core/events.js';
import type { VoiceError } from '../../core/voice-error.js';
import { Phone } from './phone.js';

/** The phone of an element, which begins without a configuration: one with a mistake in it would throw where nobody can catch it. */
export class ElementPhone extends Phone {
	constructor() {
		super({}, { answeredBy: 'elements' });
	}

	/** Tells of a mistake in a configuration. It is why a phone that does not run has failed; one that runs goes on with what it had. */
	refuse(mistake: VoiceError): void {
		const { phase } = this.state.connection;
		if (phase === 'idle' || phase === 'failed') this.setState({ ...this.state, connection: { phase: 'failed', error: mistake.state } });
		this.dispatchEvent(new VoiceErrorEvent(mistake));
	}
}
