import type { ErrorState } from '../../core/voice-error.js';
import type { Translate } from '../../i18n/translate.js';
import { errorWords } from '../parts/wording.js';

/** What keeps a page from calling. What this browser lacks is said of the browser alone. */
export function obstacleWords(error: ErrorState, text: Translate): string {
	return error.code === 'unsupported' ? text('dial.unsupported') : errorWords(error, text);
}
