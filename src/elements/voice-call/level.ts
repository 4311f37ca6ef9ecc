import { html, type TemplateResult } from 'lit';
import type { Levels } from '../../core/ports/media.js';

/** Thresholds in dBFS: a whisper, speech, and speech close to the microphone. */
const STEPS_DB = [-48, -34, -20];

/** How many of three bars to show for a level from 0 to 1. */
export function barsOf(level: number): number {
	const db = 20 * Math.log10(level);
	return STEPS_DB.filter((step) => db >= step).length;
}

/**
 * Three bars for the level of one side. They are updated without rendering, because they change often. Texts say as
 * well whether audio arrives.
 */
export function levelMeter(side: keyof Levels): TemplateResult {
	return html`<span class="level ${side}" part="level ${side}" aria-hidden="true"><span></span><span></span><span></span></span>`;
}

/** Shows the levels of both sides. They fall by one bar at a time, and all at once when the measurement ends. */
export function showLevels(root: ParentNode, levels: Levels | undefined): void {
	for (const side of ['local', 'remote'] as const) {
		const meter = root.querySelector<HTMLElement>(`.level.${side}`);
		if (!meter) continue;
		if (levels) meter.dataset['bars'] = String(Math.max(barsOf(levels[side]), Number(meter.dataset['bars'] ?? 0) - 1));
		else delete meter.dataset['bars'];
	}
}
