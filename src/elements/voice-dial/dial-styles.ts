import { css } from 'lit';

export const dialStyles = css`
	:host([to]) {
		display: inline-block;
		vertical-align: middle;
	}

	.pad {
		display: grid;
		gap: calc(var(--_space) * 3);
		max-inline-size: 24em;
		margin-inline: auto;
		padding: calc(var(--_space) * 3) calc(var(--_space) * 4) calc(var(--_space) * 4);
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
		flex: 1;
		min-block-size: var(--_target);
		align-content: center;
	}

	.status > .error {
		color: var(--_muted);
		font-size: 1em;
		flex-basis: 100%;
		padding-block-end: calc(var(--_space) * 2);
	}

	.status button {
		margin-inline-end: calc(var(--_space) * -2);
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

	.number:has(button:not([hidden])) {
		padding-inline-end: 0;
	}

	.number button:dir(rtl) svg {
		scale: -1 1;
	}

	input {
		font-size: 1.125em;
	}

	.number button {
		color: var(--_muted);
	}

	.key {
		font-size: 1.0625em;
	}

	.actions {
		display: grid;
		grid-template-columns: 1fr auto 1fr;
		align-items: center;
		gap: calc(var(--_space) * 4);
	}

	.again {
		justify-self: end;
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
		min-block-size: 1.4em;
		margin-block-start: calc(var(--_space) * -1);
		text-align: center;
	}

	.line {
		display: grid;
		grid-template-columns: 1fr auto auto;
		align-items: center;
		gap: calc(var(--_space) * 2);
	}

	.line .call {
		grid-column: auto;
		inline-size: var(--_target);
		block-size: var(--_target);
	}

	.line + .caption {
		margin: 0;
		text-align: start;
	}

	.sign-in {
		display: grid;
		gap: calc(var(--_space) * 3);
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

	.only {
		display: inline-grid;
		justify-items: start;
		gap: var(--_space);
		container-type: normal;
		overflow: visible;
		border: 0;
		background: none;
	}

	.only .caption {
		min-block-size: 0;
		margin: 0;
		text-align: start;
	}

	.only .caption:empty {
		display: none;
	}

	.pill {
		display: inline-flex;
		align-items: center;
		gap: calc(var(--_space) * 3);
		border-radius: 999px;
		padding-inline-start: calc(var(--_space) * 5);
		background: var(--_raised);
		box-shadow: inset 0 0 0 1px var(--_border);
	}

	.only [aria-disabled='true'] {
		border-color: var(--_border);
	}

	.only .start {
		padding-inline: calc(var(--_space) * 5);
		font-weight: 600;
	}

	@media (prefers-reduced-motion: reduce) {
		.lamp.working {
			animation: none;
		}
	}
`;
