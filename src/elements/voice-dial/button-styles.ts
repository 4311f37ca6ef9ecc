import { css } from 'lit';

/** A `<voice-dial>` with `to`: always as wide as the widest of its states, which share one place. */
export const buttonStyles = css`
	:host([to]) {
		display: inline-block;
		vertical-align: middle;
		max-inline-size: 100%;
	}

	.only {
		display: grid;
		gap: calc(var(--_space) * 2);
		container-type: normal;
		overflow: visible;
		border: 0;
		background: none;
	}

	/* It is on the page itself, so its text uses the page’s colours; what has a surface keeps those of the card. */
	.only > *,
	.only .caption,
	.only .reason > .link,
	.only .error {
		color: var(--voice-color-text, var(--_page-ink, inherit));
	}

	.only .reason > .link {
		text-decoration: underline;
	}

	.only :focus-visible {
		outline-color: var(--voice-color-text, var(--_page-ink, var(--_page-text, var(--_accent-ink))));
	}

	.only :is(.pill, .notice, .field) {
		color: var(--_text);
	}

	.place {
		display: grid;
	}

	.place > * {
		grid-area: 1 / 1;
		min-inline-size: 0;
	}

	.place > [inert] {
		visibility: hidden;
	}

	.start {
		padding: calc(var(--_space) * 1.5) calc(var(--_space) * 5);
		border-radius: calc(var(--_target) / 2);
		font-weight: 600;
	}

	/* A name may be a single word that no line can break. */
	.start > .label {
		min-inline-size: 0;
		overflow: hidden;
		text-overflow: ellipsis;
	}

	.only .start[aria-disabled='true'] {
		border-color: var(--_border);
	}

	.pill {
		display: flex;
		align-items: center;
		justify-content: space-between;
		gap: calc(var(--_space) * 2);
		border-radius: 999px;
		padding-inline-start: calc(var(--_space) * 3);
		background: var(--_raised);
		box-shadow: inset 0 0 0 1px var(--_border);
	}

	.doing {
		display: grid;
		font-size: 0.875em;
	}

	.doing > * {
		grid-area: 1 / 1;
		min-inline-size: 0;
	}

	/* Longer texts than those reserved for are broken and do not widen it. */
	.doing > [role='status'] {
		inline-size: 0;
		min-inline-size: 100%;
	}

	/* If its text does not fit beside those of the call, it wraps to a second line, which is clipped. */
	.pill > .stop {
		flex: 0 1000 auto;
		flex-wrap: wrap;
		align-content: start;
		block-size: var(--_target);
		overflow: clip;
		gap: 0 var(--_space);
		padding-inline: calc(var(--_space) * 2.5);
	}

	.pill > .stop > svg {
		block-size: 100%;
	}

	.spacer::before {
		content: attr(data-words);
		visibility: hidden;
	}

	.doing > .spacer {
		block-size: 0;
		overflow: hidden;
	}

	.reason {
		display: flex;
		flex-wrap: wrap;
		align-items: center;
		column-gap: calc(var(--_space) * 2);
	}

	.fallback {
		margin: 0;
	}

	.fallback > a,
	.fallback > slot > a {
		display: inline-flex;
		align-items: center;
		min-block-size: var(--_target);
		padding: 0;
		color: inherit;
		font-size: 0.875em;
		font-weight: 600;
		overflow-wrap: anywhere;
	}

	.fallback.first {
		display: none;
	}

	@media (hover: none) and (pointer: coarse) {
		.fallback.first {
			display: block;
		}

		.fallback.first ~ .fallback {
			display: none;
		}
	}

	.reason:not(:has(*)) {
		display: none;
	}

	/* What is below is as wide as the button and does not widen it. */
	.only > :not(.place) {
		inline-size: 0;
		min-inline-size: 100%;
	}

	/* The notice fits on one line here, with its button at the end. */
	.only .caption {
		display: block;
		min-block-size: 0;
		margin: 0;
		text-align: start;
	}

	.reason > .link {
		margin-block: calc(var(--_space) * -2);
		margin-inline-start: calc(var(--_space) * -2 - 1px);
		font-size: 0.875em;
	}

	@media (forced-colors: active) {
		.pill {
			border: 1px solid CanvasText;
		}

		.only .start[aria-disabled='true'] {
			border-color: GrayText;
		}

		.reason > .link {
			margin: 0;
		}
	}
`;
