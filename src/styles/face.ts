import { css } from 'lit';
import { box } from './box.js';
import { tokens } from './tokens.js';

/**
 * Base styles of every element: a card with initial values, which inherits only typeface, colours and direction of the
 * page. The card, not the host, is the container of size queries, and carries everything that a page’s `* { … }` could
 * override on the host.
 */
export const face = [
	tokens,
	box,
	css`
		[hidden] {
			display: none !important;
		}

		*,
		::before,
		::after {
			box-sizing: border-box;
		}

		.base {
			all: initial;
			display: block;
			box-sizing: border-box;
			inline-size: 100%;
			container: face / inline-size;
			contain-intrinsic-inline-size: 20rem;
			color-scheme: inherit;
			visibility: inherit;
			overflow: clip;
			border: 1px solid var(--_border);
			border-radius: var(--_radius);
			background: var(--_surface);
			color: inherit;
			transition: color 1ms step-start;
			font: var(--_size) / 1.4 system-ui;
			font-family: var(--voice-font, inherit);
			overflow-wrap: anywhere;
		}

		.base > * {
			color: var(--_text);
		}

		p,
		h2,
		form {
			margin: 0;
		}

		h2 {
			font: inherit;
		}

		svg {
			flex: none;
			inline-size: 1.5em;
			block-size: 1.5em;
			fill: none;
			stroke: currentColor;
			stroke-width: 1.75;
			stroke-linecap: round;
			stroke-linejoin: round;
		}

		time {
			unicode-bidi: plaintext;
		}

		.small {
			font-size: 0.8125em;
		}

		.muted {
			color: var(--_muted);
		}

		.figures {
			font-variant-numeric: tabular-nums;
		}

		.unseen {
			position: absolute;
			inline-size: 1px;
			block-size: 1px;
			overflow: hidden;
			clip-path: inset(50%);
			white-space: nowrap;
		}

		@media (prefers-reduced-motion: reduce) {
			.base {
				transition: color 0s step-start 1ms;
			}
		}

		@media (forced-colors: active) {
			svg {
				forced-color-adjust: auto;
			}
		}
	`,
];
