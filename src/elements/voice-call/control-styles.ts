import { css } from 'lit';

/** The controls of a call and their panels: a column with words on a narrow element, a row on a wider one. */
export const controlStyles = css`
	.controls {
		display: grid;
		grid-template-columns: repeat(2, minmax(0, 1fr));
		gap: calc(var(--_space) * 2);
	}

	.control,
	.hang-up {
		padding-inline: var(--_space);
		border-radius: var(--_radius);
		line-height: 1.2;
	}

	.control:nth-child(even) + .hang-up,
	.hang-up:first-child {
		grid-column: 1 / -1;
	}

	.label {
		font-size: 0.875em;
	}

	.icon {
		display: flex;
		position: relative;
	}

	.level {
		display: flex;
		align-items: flex-end;
		gap: 2px;
		block-size: 0.875rem;
	}

	.level > * {
		inline-size: 3px;
		block-size: 100%;
		border-radius: 1px;
		background: color-mix(in srgb, currentcolor 22%, transparent);
		transition: background-color var(--_duration);
	}

	.level > :nth-child(1) {
		block-size: 40%;
	}

	.level > :nth-child(2) {
		block-size: 70%;
	}

	[data-bars='1'] > :nth-child(1),
	[data-bars='2'] > :nth-child(-n + 2),
	[data-bars='3'] > * {
		background: var(--_accent);
	}

	.control[part~='mute'] > .icon {
		margin-inline-end: 0.875em;
	}

	.local {
		position: absolute;
		inset-block-end: 0.25em;
		inset-inline-start: calc(100% + 1px);
	}

	.panel {
		padding: 0 calc(var(--_space) * 4) calc(var(--_space) * 4);
	}

	.panel > * {
		display: grid;
		gap: calc(var(--_space) * 2);
		inline-size: min(100%, 22em);
		margin-inline: auto;
	}

	.digits output {
		overflow: hidden;
		direction: rtl;
		text-align: center;
		white-space: nowrap;
	}

	.target {
		display: flex;
		flex-wrap: wrap;
		gap: calc(var(--_space) * 2);
	}

	.target > .field {
		flex: 1 1 12em;
	}

	@container face (min-width: 27em) {
		.controls {
			display: flex;
		}

		.control,
		.hang-up {
			flex: 0 1 6em;
			flex-direction: column;
			gap: calc(var(--_space) / 2);
			min-inline-size: 0;
			padding: calc(var(--_space) * 2) 0;
		}

		.hang-up {
			margin-inline-start: auto;
		}

		.control[part~='mute'] > .icon {
			margin-inline-end: 0;
		}

		.label {
			font-size: 0.8125em;
		}

		.more > .control {
			flex-direction: row;
			gap: calc(var(--_space) * 2);
		}
	}

	@container face (min-width: 56em) {
		.ongoing {
			grid-template-columns: minmax(0, 1fr) auto;
			align-items: center;
		}

		.ongoing > .controls > * {
			inline-size: 6em;
		}

		.ongoing .hang-up {
			margin-inline-start: calc(var(--_space) * 4);
		}
	}

	@media (forced-colors: active) {
		.level {
			forced-color-adjust: none;
			color: CanvasText;
		}
	}
`;
