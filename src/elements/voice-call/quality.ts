import { html, nothing } from 'lit';
import type { OngoingCall } from '../../core/call/call-state.js';
import type { Quality } from '../../core/ports/media.js';
import type { Translate } from '../../i18n/translate.js';
import { icon, type IconName } from '../../styles/icons.js';

const ICONS: Readonly<Record<Quality, IconName>> = { good: 'signal', fair: 'signal-weak', poor: 'warning' };

/** The connection quality in a word. */
export function qualityWord(state: OngoingCall, text: Translate): unknown {
	const quality = state.phase === 'confirmed' && !state.recovering && state.quality;
	if (!quality) return nothing;
	return html`<span class="quality ${quality}" part="quality ${quality}" title=${text('quality.name')}>${icon(ICONS[quality])}<span class="unseen">${text('quality.name')}: </span>${text(`quality.${quality}`)}</span>`;
}
