import { css } from 'lit';

/** Cards and rows of calls, and their layout. */
export const callStyles = css`
	.card {
		display: grid;
		grid-template-columns: minmax(0, 1fr);
		gap: calc(var(--_space) * 4);
		padding: calc(var(--_space) * 4);
		border-radius: var(--_radius);
	}

	.card:focus-visible,
	.base:focus-visible {
		outline-offset: -3px;
	}

	.head {
		display: flex;
		align-items: center;
		gap: calc(var(--_space) * 3);
		min-block-size: var(--_target);
	}

	.avatar {
		display: grid;
		flex: none;
		place-items: center;
		inline-size: var(--_target);
		block-size: var(--_target);
		border-radius: 50%;
		background: color-mix(in srgb, var(--_accent) 14%, var(--_surface));
		color: var(--_accent-ink);
		font-size: 1.125em;
		font-weight: 600;
	}

	.who {
		display: grid;
		flex: 1;
		min-inline-size: 0;
	}

	.name,
	.address {
		overflow: hidden;
		justify-self: start;
		max-inline-size: 100%;
		text-overflow: ellipsis;
		white-space: nowrap;
	}

	.name {
		font-weight: 600;
	}

	.address,
	.ongoing .state,
	.quality {
		color: var(--_muted);
		font-size: 0.875em;
	}

	.line {
		display: flex;
		align-items: baseline;
		min-inline-size: 0;
	}

	.line > .state {
		overflow: hidden;
		flex: 0 0 auto;
		max-inline-size: 100%;
		text-overflow: ellipsis;
		white-space: pre;
	}

	.address + .state::before {
		content: ' · ';
	}

	.clock {
		display: flex;
		flex: none;
		align-items: center;
		gap: calc(var(--_space) * 2);
		margin-inline-start: auto;
		padding-inline-start: calc(var(--_space) * 3);
		font-weight: 600;
	}

	.quality {
		display: flex;
		align-self: center;
		align-items: center;
		gap: var(--_space);
		margin-inline-start: auto;
		padding-inline-start: calc(var(--_space) * 3);
		white-space: nowrap;
	}

	.quality > svg {
		inline-size: 1.125em;
		block-size: 1.125em;
	}

	.poor {
		color: var(--_warning);
		font-weight: 600;
	}

	.reason {
		font-weight: 600;
	}

	.ended .head {
		display: grid;
		grid-template-columns: auto 1fr auto;
		align-items: start;
		row-gap: calc(var(--_space) * 2);
	}

	.ended .who {
		overflow-x: clip;
		align-self: center;
	}

	.ended .who > bdi {
		justify-self: start;
	}

	.ended .again {
		grid-area: 2 / 2 / auto / -1;
		justify-self: start;
	}

	.ended .avatar {
		background: var(--_raised);
		color: var(--_muted);
	}

	.ended .round {
		margin-inline-end: calc(var(--_space) * -2);
		--_ink: var(--_muted);
	}

	.layout > slot {
		display: block;
	}

	.empty {
		display: grid;
		justify-items: center;
		gap: var(--_space);
		padding: calc(var(--_space) * 8) calc(var(--_space) * 4);
		color: var(--_muted);
		text-align: center;
	}

	.empty strong {
		font-weight: 600;
	}

	.rows {
		margin: 0;
		padding: 0;
		border-block-start: 1px solid var(--_border);
		list-style: none;
	}

	.row {
		display: flex;
		flex-wrap: wrap;
		align-items: center;
		gap: calc(var(--_space) * 2);
		padding: calc(var(--_space) * 2) calc(var(--_space) * 4);
	}

	.row + .row {
		border-block-start: 1px solid var(--_border);
	}

	.row > .who {
		flex: 1 1 7em;
	}

	.actions {
		display: flex;
		gap: calc(var(--_space) * 2);
		margin-inline-start: auto;
	}

	.actions button {
		font-size: 0.875em;
	}

	.decline {
		--_ink: var(--_hangup);
	}

	.layout > .notice {
		margin: 0 calc(var(--_space) * 4) calc(var(--_space) * 4);
	}

	.picture {
		position: relative;
		overflow: clip;
		margin: 0 calc(var(--_space) * 4) calc(var(--_space) * 4);
		border-radius: var(--_radius);
		background: #000;
	}

	video {
		display: block;
		inline-size: 100%;
		max-block-size: 70vh;
	}

	.self {
		position: absolute;
		inset-block-end: calc(var(--_space) * 3);
		inset-inline-end: calc(var(--_space) * 3);
		inline-size: 24%;
		border-radius: calc(var(--_radius) / 2);
	}

	.self:only-child {
		position: static;
		inline-size: 100%;
	}

	@container face (min-width: 36em) {
		.ended .head {
			grid-template-columns: auto 1fr auto auto;
		}

		.ended .again {
			grid-area: auto;
		}
	}

	@container face (min-width: 56em) {
		.layout {
			display: grid;
			grid-template-columns: minmax(0, 1fr) 22em;
			grid-template-rows: repeat(6, auto) 1fr;
		}

		.layout > * {
			grid-column: 1 / -1;
		}

		.layout:has(> .panel):has(> .rows) > :is(.rows, .notice) {
			grid-column: 1;
		}

		.layout:has(> .rows) > .panel {
			grid-column: 2;
			grid-row: 2 / -1;
		}

		.layout:has(> .picture):has(> :is(.panel, .notice, .rows)) > .picture {
			grid-column: 1;
			grid-row: 2 / -1;
			align-self: start;
			margin-inline-end: 0;
		}

		.layout:has(> .picture) > :is(.panel, .notice, .rows) {
			grid-column: 2;
			grid-row: auto;
		}
	}

	@media (forced-colors: active) {
		.avatar {
			border: 1px solid;
			background: Canvas;
			color: CanvasText;
		}
	}
`;
