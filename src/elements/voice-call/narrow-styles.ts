import { css } from 'lit';

/** In a column narrower than a telephone, words go before ornaments, and what stands beside each other stands below. */
export const narrowStyles = css`
	@container face (max-width: 19em) {
		.card {
			padding-inline: calc(var(--_space) * 3);
		}

		:is(.ongoing, .ended, .recent) .avatar {
			display: none;
		}

		.ended .head {
			grid-template-columns: 1fr auto;
			column-gap: 0;
		}

		.ended .again {
			grid-column: 1 / -1;
			gap: var(--_space);
			padding-inline: calc(var(--_space) * 3);
		}

		.ongoing .line,
		.actions {
			flex-wrap: wrap;
		}

		.actions {
			justify-content: end;
		}

		.ongoing .line {
			column-gap: calc(var(--_space) * 2);
		}

		.line > .state {
			white-space: normal;
		}

		.address + .state::before {
			content: none;
		}

		.clock,
		.quality {
			padding-inline-start: 0;
		}

		.controls {
			gap: var(--_space);
		}

		.control,
		.hang-up {
			flex-direction: column;
			gap: calc(var(--_space) / 2);
			padding: calc(var(--_space) * 2) 0;
		}

		.label {
			font-size: 0.75em;
		}

		.control[part~='mute'] > .icon {
			margin-inline-end: 0;
		}

		.ringing .name {
			font-size: clamp(1.0625em, 8cqi, 1.75em);
		}

		.choice {
			padding-inline: 0;
		}

		.answering {
			min-inline-size: 0;
			padding-inline: 0;
			font-size: 0.8125em;
		}
	}
`;
