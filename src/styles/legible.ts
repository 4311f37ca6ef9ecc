import { css } from 'lit';

/**
 * Black or white, whichever contrasts more with `--_fill`: they are equal at a relative luminance (WCAG 2) of 0.179. So
 * text on any accent colour of a page has at least 4.5:1.
 */
export const legible = css`color(
	from var(--_fill) xyz-d65
	clamp(0, (0.179 - y) * 9999, 0.9505)
	clamp(0, (0.179 - y) * 9999, 1)
	clamp(0, (0.179 - y) * 9999, 1.089)
)`;
