import { css } from 'lit';

/** The number field and what is around it. */
export const dialStyles = css`
	.pad {
		display: grid;
		gap: calc(var(--_space) * 3);
		max-inline-size: 24em;
		margin-inline: auto;
		padding: calc(var(--_space) * 3) calc(var(--_space) * 4) calc(var(--_space) * 2);
	}

	.status {
		display: flex;
		flex-wrap: wrap;
		align-items: center;
		column-gap: calc(var(--_space) * 2);
		min-block-size: var(--_target);
		font-size: 0.875em;
	}

	.status > .words {
		flex: 1 1 7em;
		min-block-size: var(--_target);
		align-content: center;
	}

	.status > .error {
		color: var(--_muted);
		font-size: 1em;
		flex-basis: 100%;
		padding-block-end: calc(var(--_space) * 2);
	}

	.status > .words + button {
		margin-inline-start: auto;
	}

	.status button {
		margin-inline-end: calc(var(--_space) * -2);
	}

	.choices {
		display: flex;
		flex-wrap: wrap;
		justify-content: flex-end;
		gap: var(--_space);
		margin-inline-start: auto;
	}

	.lamp {
		inline-size: 0.75em;
		block-size: 0.75em;
		stroke-width: 3;
		color: var(--_muted);
	}

	.lamp.ready {
		color: var(--_answer);
	}

	.lamp.working,
	.lamp.trouble {
		color: var(--_warning);
	}

	.lamp.working {
		animation: breathe 0.8s ease-in-out infinite alternate;
	}

	.base:focus {
		outline: none;
	}

	.number {
		padding-inline-end: 0;
	}

	.number > input {
		--_left: 0px;
		--_right: 0px;
		font-size: 1.125em;
		mask-image: linear-gradient(to right, transparent, #000 var(--_left), #000 calc(100% - var(--_right)), transparent);
	}

	:placeholder-shown {
		text-overflow: ellipsis;
	}

	.number > .more-left {
		--_left: 2em;
	}

	.number > .more-right {
		--_right: 2em;
	}

	.number > button {
		color: var(--_muted);
	}

	.number > button[aria-disabled='true'] {
		--_fill: transparent;
		opacity: 0.5;
	}

	.number > button:dir(rtl) svg {
		scale: -1 1;
	}

	.key {
		font-size: 1.0625em;
	}

	.actions {
		display: grid;
		grid-template-columns: 1fr auto 1fr;
		align-items: center;
		gap: calc(var(--_space) * 2);
	}

	.again {
		justify-self: end;
		max-inline-size: 100%;
		padding-inline: calc(var(--_space) * 3);
	}

	.again > bdi {
		overflow: hidden;
		text-overflow: ellipsis;
		white-space: nowrap;
	}

	.call {
		grid-column: 2;
		inline-size: calc(var(--_target) * 1.36);
		block-size: calc(var(--_target) * 1.36);
	}

	.call svg {
		inline-size: 1.625em;
		block-size: 1.625em;
	}

	.caption {
		display: -webkit-box;
		min-block-size: 2lh;
		overflow: hidden;
		text-align: center;
		-webkit-box-orient: vertical;
		-webkit-line-clamp: 2;
	}

	@container face (max-width: 17em) {
		.caption {
			-webkit-line-clamp: 4;
		}
	}

	.caption.urgent {
		font-weight: 600;
	}

	.line {
		display: grid;
		grid-template-columns: 1fr;
		grid-auto-flow: column;
		align-items: center;
		gap: calc(var(--_space) * 1.5);
	}

	.line .call {
		grid-column: auto;
		order: 1;
		inline-size: var(--_target);
		block-size: var(--_target);
	}

	.line input {
		font-size: 1em;
	}

	.line .number > button[aria-disabled='true'] {
		display: none;
	}

	.line .number {
		padding-inline-start: calc(var(--_space) * 2);
	}

	.line .number:has(button[aria-disabled='true']) {
		padding-inline-end: calc(var(--_space) * 2);
	}

	.line .again {
		padding: 0;
	}

	.line .again > bdi {
		display: none;
	}

	.line + .caption {
		margin: 0;
		text-align: start;
	}

	.sign-in {
		display: grid;
		gap: calc(var(--_space) * 3);
		padding-block-end: calc(var(--_space) * 2);
	}

	.sign-in label {
		display: grid;
		gap: var(--_space);
		font-size: 0.875em;
	}

	.error {
		color: var(--_hangup);
		font-size: 0.875em;
	}

	.error:empty {
		display: none;
	}

	@media (forced-colors: active) {
		.number > button[aria-disabled='true'] {
			color: GrayText;
			opacity: 1;
		}
	}

	@media (prefers-reduced-motion: reduce) {
		.lamp.working {
			animation: none;
		}
	}
`;
