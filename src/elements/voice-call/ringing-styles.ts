import { css } from 'lit';

/** The animation of an incoming call. */
export const ringingStyles = css`
	.ringing {
		justify-items: stretch;
		inline-size: 100%;
		max-inline-size: 26em;
		margin-inline: auto;
		padding-block: calc(var(--_space) * 7) calc(var(--_space) * 6);
	}

	.caller {
		display: grid;
		gap: var(--_space);
		justify-items: center;
		text-align: center;
	}

	.ringing .who {
		max-inline-size: 100%;
		min-block-size: 3.4em;
		align-content: start;
		justify-items: center;
	}

	.ringing :is(.name, .address) {
		justify-self: center;
	}

	.ringing .name {
		font-size: 1.75em;
		line-height: 1.2;
	}

	.ringing .avatar {
		position: relative;
		inline-size: calc(var(--_target) * 1.6);
		block-size: calc(var(--_target) * 1.6);
		margin-block-end: calc(var(--_space) * 3);
		font-size: 1.75em;
	}

	.ringing .avatar::after {
		position: absolute;
		inset: 0;
		border: 2px solid var(--_answer);
		border-radius: inherit;
		animation: ring 1.8s ease-out infinite;
		content: '';
	}

	@keyframes ring {
		from {
			opacity: 0.9;
			transform: scale(1);
		}

		to {
			opacity: 0;
			transform: scale(1.35);
		}
	}

	.choice {
		display: flex;
		justify-content: space-between;
		padding: calc(var(--_space) * 8) calc(var(--_space) * 4) 0;
	}

	.answering {
		flex-direction: column;
		min-inline-size: calc(var(--_target) * 2);
		border-radius: var(--_radius);
		padding: calc(var(--_space) * 2);
		font-size: 0.9375em;
	}

	.disc {
		display: grid;
		place-items: center;
		inline-size: calc(var(--_target) * 1.36);
		block-size: calc(var(--_target) * 1.36);
		padding: 0;
		border: 1px solid transparent;
		border-radius: 50%;
		background: var(--_fill);
		color: var(--_ink);
		font-size: 1.125em;
	}

	@media (prefers-reduced-motion: reduce) {
		.ringing .avatar::after {
			animation: none;
		}
	}

	@media (forced-colors: active) {
		.disc {
			border: 1px solid;
		}
	}
`;
