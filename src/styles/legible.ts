import { css, type CSSResult } from 'lit';

/**
 * Black or white, whichever contrasts more with `--_fill`: they are equal at a relative luminance (WCAG 2) of 0.179. So
 * text on any accent colour of a page has at least 4.5:1.
 */
export const legible = css`color(from var(--_fill) xyz-d65 ${onDark(0.9505)} ${onDark(1)} ${onDark(1.089)})`;

/** One of white’s coordinates in CIE XYZ where the fill is dark, else 0. */
function onDark(white: number): CSSResult {
	return css`clamp(0, (0.179 - y) * 9999, ${white})`;
}
