import type { ErrorState } from '../../core/voice-error.js';
import type { Translate } from '../../i18n/translate.js';
import { errorWords } from '../parts/wording.js';

/** The text of what prevents calls on this page. Missing features are attributed to the browser. */
export function obstacleWords(error: ErrorState, text: Translate): string {
	return error.code === 'unsupported' ? text('dial.unsupported') : errorWords(error, text);
}
