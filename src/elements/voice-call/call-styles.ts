import { css } from 'lit';

export const callStyles = css`
	.card {
		display: grid;
		gap: calc(var(--_space) * 4);
		padding: calc(var(--_space) * 4);
		border-radius: var(--_radius);
	}

	.card:focus-visible,
	.base:focus-visible {
		outline-offset: -3px;
	}

	header {
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
		color: color-mix(in srgb, var(--_accent) 75%, var(--_text));
		font-size: 1.125em;
		font-weight: 600;
	}

	.who {
		display: grid;
		flex: 1;
		min-inline-size: 0;
	}

	.ongoing .who {
		grid-template-columns: minmax(0, 1fr) auto;
		column-gap: calc(var(--_space) * 3);
		align-items: baseline;
	}

	.name {
		overflow: hidden;
		font-weight: 600;
		text-overflow: ellipsis;
		white-space: nowrap;
	}

	.address {
		overflow: hidden;
		color: var(--_muted);
		font-size: 0.875em;
		text-overflow: ellipsis;
		white-space: nowrap;
	}

	.ongoing :is(.name, .address) {
		justify-self: start;
		max-inline-size: 100%;
	}

	.ongoing:not(:has(.timer)) .name {
		grid-column: 1 / -1;
	}

	.ongoing .address {
		grid-area: 2 / 1;
	}

	.ongoing .timer {
		grid-area: 1 / 2;
		justify-self: end;
		font-weight: 600;
	}

	.ongoing .state {
		grid-area: 2 / 2;
		justify-self: end;
		color: var(--_muted);
		font-size: 0.875em;
		white-space: nowrap;
	}

	.controls {
		display: flex;
		align-items: stretch;
		gap: calc(var(--_space) * 2);
	}

	.control {
		flex: 0 1 calc(var(--_target) * 1.3);
		padding-inline: 0;
	}

	.controls .label {
		position: absolute;
		clip-path: inset(50%);
	}

	.hang-up {
		flex: 0 1 calc(var(--_target) * 1.6);
		margin-inline-start: auto;
		padding-inline: 0;
	}

	.digits {
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

	.reason {
		font-weight: 600;
	}

	.ended header {
		display: grid;
		grid-template-columns: auto 1fr auto;
	}

	.ended .again {
		grid-area: 2 / 2;
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
		align-items: center;
		gap: calc(var(--_space) * 2);
		padding: calc(var(--_space) * 2) calc(var(--_space) * 4);
	}

	.row + .row {
		border-block-start: 1px solid var(--_border);
	}

	.row button {
		font-size: 0.875em;
	}

	.base > .notice {
		margin: 0 calc(var(--_space) * 4) calc(var(--_space) * 4);
	}

	.decline {
		--_ink: var(--_hangup);
	}

	.picture {
		position: relative;
		overflow: clip;
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

	@container face (min-width: 26em) {
		.control,
		.hang-up {
			flex: 0 1 6em;
			flex-direction: column;
			gap: calc(var(--_space) / 2);
			padding-block: calc(var(--_space) * 2);
			border-radius: var(--_radius);
		}

		.controls .label {
			position: static;
			clip-path: none;
			font-size: 0.8125em;
		}
	}

	@container face (min-width: 36em) {
		.ended header {
			grid-template-columns: auto 1fr auto auto;
		}

		.ended .again {
			grid-area: auto;
		}
	}

	@container face (min-width: 56em) {
		.ongoing:has(.picture) {
			grid-template-columns: 1fr 22em;
			align-items: start;
		}

		.ongoing > .picture {
			grid-area: 1 / 1 / span 5 / 1;
		}

		.ongoing:has(.picture) > :not(.picture) {
			grid-column: 2;
		}
	}

	@media (forced-colors: active) {
		.avatar {
			border: 1px solid;
		}
	}
`;
