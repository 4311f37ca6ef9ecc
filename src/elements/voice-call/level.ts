import { html, type TemplateResult } from 'lit';
import type { Levels } from '../../core/ports/media.js';

/** Of 0 dBFS, in dB: a whisper, speech, and speech close to the microphone. */
const STEPS_DB = [-48, -34, -20];

/** How many of the three bars a level from 0 to 1 lights. */
export function barsOf(level: number): number {
	const db = 20 * Math.log10(level);
	return STEPS_DB.filter((step) => db >= step).length;
}

/** Three bars for the voice of one side. They change too often to be rendered, and what they say is also in words: whether one hears and is heard. */
export function levelMeter(side: keyof Levels): TemplateResult {
	return html`<span class="level ${side}" part="level ${side}" aria-hidden="true"><span></span><span></span><span></span></span>`;
}

/** Shows how loud both sides are. A bar goes out at a time, however fast a voice falls silent; all at once when nothing is measured any more. */
export function showLevels(root: ParentNode, levels: Levels | undefined): void {
	for (const side of ['local', 'remote'] as const) {
		const meter = root.querySelector<HTMLElement>(`.level.${side}`);
		if (!meter) continue;
		if (levels) meter.dataset['bars'] = String(Math.max(barsOf(levels[side]), Number(meter.dataset['bars'] ?? 0) - 1));
		else delete meter.dataset['bars'];
	}
}
