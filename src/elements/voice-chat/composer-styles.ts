import { css } from 'lit';

/** The text field and its button. */
export const composerStyles = css`
	.composer {
		display: flex;
		align-items: end;
		gap: calc(var(--_space) * 2);
		padding: calc(var(--_space) * 3);
		border-block-start: 1px solid var(--_border);
	}

	.composer button:dir(rtl) svg {
		scale: -1 1;
	}

	.grow {
		display: grid;
		flex: 1;
		align-items: stretch;
		min-inline-size: 0;
		padding: 0;
		border-radius: calc(var(--_target) / 2);
	}

	.grow::after,
	textarea {
		--_above: calc((var(--_target) - 2px - 1.4em) / 2);
		grid-area: 1 / 1;
		min-inline-size: 0;
		max-block-size: calc(7em + var(--_above) * 2 + 2px);
		padding: var(--_above) calc(var(--_space) * 4);
		border: 1px solid transparent;
		font: inherit;
		overflow-wrap: anywhere;
		white-space: pre-wrap;
	}

	.grow::after {
		overflow: hidden;
		content: attr(data-text) ' ';
		visibility: hidden;
	}

	textarea::placeholder {
		overflow: hidden;
		white-space: nowrap;
	}

	textarea {
		display: block;
		resize: none;
		overflow-y: auto;
	}

	@media (forced-colors: active) {
		/* Transparent borders do not exist in forced colours; its corners would cut those of the field. */
		textarea {
			border-width: 0;
			padding: calc(var(--_above) + 1px) calc(var(--_space) * 4 + 1px);
		}
	}
`;
