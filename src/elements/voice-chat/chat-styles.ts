import { css } from 'lit';
import { legible } from '../../styles/legible.js';

export const chatStyles = css`
	:host {
		display: flex;
		flex-direction: column;
		max-block-size: clamp(512px, 32rem, 640px);
	}

	.base {
		display: flex;
		flex: 1 1 auto;
		flex-direction: column;
		min-block-size: 0;
	}

	.middle {
		display: flex;
		flex: 1 1000 auto;
		flex-direction: column;
		position: relative;
		min-block-size: 8em;
	}

	.list {
		display: flex;
		flex: 1 1 auto;
		flex-direction: column;
		min-block-size: 0;
		max-block-size: 80dvh;
		overflow-y: auto;
		overscroll-behavior: contain;
		padding: calc(var(--_space) * 2) calc(var(--_space) * 4) calc(var(--_space) * 3);
	}

	.list:focus-visible {
		outline-offset: -2px;
	}

	.messages {
		flex: none;
		margin-block-start: auto;
	}

	.page:not(:last-child) {
		content-visibility: var(--_offscreen-page, auto);
		contain-intrinsic-block-size: auto 4000px;
	}

	.day {
		display: flex;
		align-items: center;
		gap: calc(var(--_space) * 3);
		padding-block: calc(var(--_space) * 3) calc(var(--_space) * 2);
	}

	.day::before,
	.day::after {
		flex: 1;
		border-block-start: 1px solid var(--_border);
		content: '';
	}

	.message {
		display: grid;
		grid-template-columns: minmax(0, 1fr);
		justify-items: start;
		position: relative;
		margin-block-start: calc(var(--_space) / 2);
	}

	.message.first {
		margin-block-start: calc(var(--_space) * 2.5);
	}

	.message.outgoing {
		justify-items: end;
	}

	.sender {
		max-inline-size: 100%;
		overflow-x: clip;
		margin-inline-start: calc(var(--_space) * 3);
		color: var(--_muted);
		font-weight: 600;
	}

	.line {
		display: flex;
		align-items: center;
		gap: calc(var(--_space) * 2);
		max-inline-size: 100%;
	}

	.outgoing .line {
		flex-direction: row-reverse;
	}

	.bubble {
		--_fill: var(--_raised);
		min-inline-size: 0;
		max-inline-size: 32em;
		padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
		border: 1px solid transparent;
		border-radius: calc(var(--_radius) * 1.25);
		background: var(--_fill);
		overflow-x: clip;
		white-space: pre-wrap;
	}

	.outgoing .bubble:not(.emoji) {
		--_fill: var(--_accent);
		color: ${legible};
	}

	.bubble a {
		color: inherit;
		text-decoration-thickness: 1px;
		text-underline-offset: 0.2em;
	}

	.host {
		opacity: 0.8;
	}

	.bubble.emoji {
		background: none;
		color: inherit;
		padding-inline: 0;
		font-size: 2.5em;
		line-height: 1.2;
	}

	.message.of-room {
		justify-items: center;
	}

	.of-room .bubble {
		background: none;
		padding-inline: 5em;
		color: var(--_muted);
		font-size: 0.8125em;
		text-align: center;
	}

	/* Absolute, because it would move the text out of the centre. */
	.of-room time {
		position: absolute;
		inset-inline-end: 0;
		text-align: end;
	}

	time {
		flex: none;
		min-inline-size: 3.5em;
		opacity: 0;
		transition: opacity var(--_duration);
	}

	.outgoing time {
		text-align: end;
	}

	.message:hover time {
		opacity: 1;
	}

	@container face (max-width: 17em) {
		.line,
		.outgoing .line {
			flex-direction: column;
			align-items: start;
			gap: 0;
		}

		.outgoing .line {
			align-items: end;
		}

		.of-room .bubble {
			padding-inline: 0;
		}

		.of-room time {
			position: static;
		}
	}

	@media (hover: none) {
		time {
			opacity: 1;
		}
	}

	.delivery {
		display: flex;
		align-items: center;
		gap: var(--_space);
		padding-inline: calc(var(--_space) * 2);
	}

	.delivery.unseen {
		display: block;
	}

	.delivery svg {
		inline-size: 1.15em;
		block-size: 1.15em;
	}

	.delivery.failed {
		max-inline-size: 32em;
		padding-inline-end: 0;
		color: var(--_hangup);
	}

	.delivery > button {
		flex: none;
	}

	.new {
		position: absolute;
		inset: auto calc(var(--_space) * 2) calc(var(--_space) * 2);
		inline-size: fit-content;
		margin-inline: auto;
		box-shadow: 0 2px 8px rgb(0 0 0 / 0.2);
		font-size: 0.875em;
	}

	.new svg {
		inline-size: 1.25em;
		block-size: 1.25em;
	}

	.empty {
		display: grid;
		justify-items: center;
		gap: var(--_space);
		margin: auto;
		padding: calc(var(--_space) * 6) calc(var(--_space) * 4);
		color: var(--_muted);
		text-align: center;
	}

	.notice {
		margin: 0 calc(var(--_space) * 3) calc(var(--_space) * 2);
	}

	@media (forced-colors: active) {
		.outgoing .bubble:not(.emoji) {
			--_fill: Canvas;
			border: 2px solid CanvasText;
			color: CanvasText;
		}

		.bubble.emoji,
		.of-room .bubble {
			border-color: Canvas;
		}
	}
`;
