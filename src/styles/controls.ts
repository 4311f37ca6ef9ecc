import { css } from 'lit';
import { legible } from './legible.js';

/** Buttons and fields. A pending command pulses. What cannot be used has `aria-disabled` and keeps the focus. */
export const controls = css`
	.accent,
	.active,
	.go,
	.stop {
		--_ink: ${legible};
	}

	button,
	input,
	textarea {
		margin: 0;
		padding: 0;
		border: 1px solid transparent;
		background: none;
		color: inherit;
		font: inherit;
		letter-spacing: inherit;
	}

	button {
		--_fill: transparent;
		display: inline-flex;
		align-items: center;
		justify-content: center;
		gap: calc(var(--_space) * 2);
		min-inline-size: var(--_target);
		min-block-size: var(--_target);
		border-radius: 999px;
		background: var(--_fill);
		color: var(--_ink, inherit);
		cursor: pointer;
		touch-action: manipulation;
		user-select: none;
		-webkit-user-select: none;
		-webkit-tap-highlight-color: transparent;
		transition: background-color var(--_duration), color var(--_duration), opacity var(--_duration);
	}

	button:not([aria-disabled='true']):hover {
		background: color-mix(in srgb, var(--_text) 8%, var(--_fill));
	}

	button:not([aria-disabled='true']):active {
		background: color-mix(in srgb, var(--_text) 16%, var(--_fill));
	}

	:focus-visible {
		outline: 2px solid var(--_accent-ink);
		outline-offset: 2px;
	}

	.filled {
		--_fill: var(--_raised);
		padding-inline: calc(var(--_space) * 4);
	}

	.accent,
	.go,
	.stop {
		padding-inline: calc(var(--_space) * 4);
	}

	.accent {
		--_fill: var(--_accent);
	}

	.active {
		--_fill: var(--_accent);
	}

	.go {
		--_fill: var(--_answer);
	}

	.stop {
		--_fill: var(--_hangup);
	}

	.round {
		padding: 0;
	}

	.link {
		--_ink: var(--_accent-ink);
		padding-inline: calc(var(--_space) * 2);
		font-weight: 600;
	}

	[aria-disabled='true'] {
		--_fill: var(--_raised);
		--_ink: var(--_muted);
		cursor: not-allowed;
	}

	[aria-busy='true'] {
		animation: breathe 1.2s ease-in-out infinite alternate;
	}

	input,
	textarea {
		inline-size: 100%;
		min-inline-size: 0;
	}

	.field > input {
		align-self: stretch;
	}

	.field > :is(input, textarea):focus-visible {
		outline: none;
	}

	::placeholder {
		color: var(--_muted);
		opacity: 1;
	}

	.field {
		display: flex;
		cursor: text;
		align-items: center;
		min-block-size: calc(var(--_target) + 2px);
		padding-inline: calc(var(--_space) * 3);
		border: 1px solid var(--_edge);
		border-radius: var(--_radius);
		background: var(--_raised);
		transition: border-color var(--_duration);
	}

	.field:has(:is(input, textarea):focus) {
		border-color: var(--_accent-ink);
		outline: 1px solid var(--_accent-ink);
	}

	@keyframes breathe {
		to {
			opacity: 0.55;
		}
	}

	@media (prefers-reduced-motion: reduce) {
		[aria-busy='true'] {
			animation: none;
			opacity: 0.85;
		}
	}

	@media (forced-colors: active) {
		button {
			--_fill: ButtonFace;
			--_muted: ButtonText;
			border-color: ButtonBorder;
			color: ButtonText;
		}

		.accent,
		.go,
		.stop {
			--_fill: ButtonFace;
			--_ink: ButtonText;
		}

		.active {
			--_fill: Highlight;
			color: HighlightText;
			forced-color-adjust: none;
		}

		input,
		textarea {
			border-width: 0;
		}

		[aria-disabled='true'] {
			border-color: GrayText;
			color: GrayText;
		}
	}
`;
