import { css } from 'lit';
import { legible } from '../../styles/legible.js';

/** The other party, and buttons for other chats. */
export const headerStyles = css`
	header {
		display: flex;
		align-items: center;
		gap: calc(var(--_space) * 2);
		min-block-size: var(--_target);
		padding-inline: calc(var(--_space) * 4);
		border-block-end: 1px solid var(--_border);
		font-weight: 600;
	}

	header > svg {
		inline-size: 1.25em;
		block-size: 1.25em;
		color: var(--_muted);
	}

	header > bdi {
		overflow: hidden;
		text-overflow: ellipsis;
		white-space: nowrap;
	}

	/* A long name leaves room for the number. */
	header > .small {
		flex: none;
		max-inline-size: 50%;
	}

	.others {
		display: flex;
		flex-wrap: wrap;
		gap: var(--_space);
		/* Two and a half rows: shows that there are more, and leaves room for the messages. */
		max-block-size: calc(var(--_target) * 2.5 + var(--_space) * 3.5);
		padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
		overflow-y: auto;
		border-block-end: 1px solid var(--_border);
	}

	.others.none {
		display: contents;
	}

	.other {
		flex: 0 1 auto;
		gap: calc(var(--_space) * 1.5);
		max-inline-size: 100%;
		padding-inline: calc(var(--_space) * 3);
		border-radius: calc(var(--_target) / 2);
	}

	.other > bdi {
		min-inline-size: 0;
		max-inline-size: 18em;
		overflow: hidden;
		text-overflow: ellipsis;
		white-space: nowrap;
	}

	.other > svg {
		inline-size: 1.25em;
		block-size: 1.25em;
	}

	[part~='previous']:dir(rtl) > svg {
		scale: -1 1;
	}

	.count {
		min-inline-size: 1.6em;
		padding-inline: 0.4em;
		border: 1px solid transparent;
		border-radius: 0.8em;
		--_fill: var(--_accent);
		background: var(--_fill);
		color: ${legible};
		font-weight: 600;
		line-height: 1.6;
		text-align: center;
	}

	/* The name of the button contains it already. */
	.count::before {
		content: attr(data-count);
	}

	@media (forced-colors: active) {
		.count {
			--_fill: Highlight;
			border-color: ButtonText;
			color: HighlightText;
			forced-color-adjust: none;
		}
	}
`;
