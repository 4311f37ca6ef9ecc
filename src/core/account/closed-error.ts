import { cleanLine } from '../text.js';
import { VoiceError } from '../voice-error.js';

const LONGEST = 200;
const ASK_AGAIN_MS = 60_000;

/** The site takes no calls now, and says so in its own words: they are the subject. */
export class ClosedError extends VoiceError {
	/** ms until it should be asked again. */
	readonly retryAfterMs: number;

	constructor(words: string, retryAfterMs = ASK_AGAIN_MS) {
		super('closed', 'The answer of “config-url” says that no calls are taken now.', { subject: cleanLine(words, LONGEST) });
		this.retryAfterMs = retryAfterMs;
	}
}
