import { css } from 'lit';

/** Black or white, whichever is the more legible on `--_fill`: they are equal at a relative luminance (WCAG 2) of 0.179. So whatever accent a page chooses, its text passes 4.5:1. */
export const legible = css`color(from var(--_fill) xyz-d65 clamp(0, (0.179 - y) * 9999, 0.9505) clamp(0, (0.179 - y) * 9999, 1) clamp(0, (0.179 - y) * 9999, 1.089))`;
