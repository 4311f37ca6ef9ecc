import { css } from 'lit';

/** Twelve keys in three columns. */
export const keypadStyles = css`
	.keypad {
		display: grid;
		grid-template-columns: repeat(3, minmax(var(--_target), 1fr));
		gap: calc(var(--_space) * 2);
		direction: ltr;
	}

	.key {
		flex-direction: column;
		gap: 0;
		min-block-size: calc(var(--_target) * 1.18);
		border-radius: var(--_radius);
		--_fill: var(--_raised);
		line-height: 1.15;
		-webkit-touch-callout: none;
	}

	.key-digit {
		font-size: 1.3125em;
		font-variant-numeric: tabular-nums;
	}

	.key-letters {
		min-block-size: 1.15em;
		color: var(--_muted);
		font-size: 0.6875em;
		letter-spacing: 0.1em;
	}
`;
