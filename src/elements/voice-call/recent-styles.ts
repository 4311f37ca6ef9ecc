import { css } from 'lit';

/** The list of recent calls: each row is a button. */
export const recentStyles = css`
	.recents header {
		display: flex;
		flex-wrap: wrap;
		align-items: center;
		gap: 0 calc(var(--_space) * 3);
		padding-block-start: var(--_space);
		padding-inline: calc(var(--_space) * 4) calc(var(--_space) * 2);
	}

	.recents header > :not(button) {
		margin-block: calc(var(--_space) * 1.5);
	}

	.recents h2 {
		font-weight: 600;
	}

	.recents header > button {
		margin-inline-start: auto;
	}

	.card + .recents,
	.rows + .recents {
		border-block-start: 1px solid var(--_border);
	}

	.recents ul {
		overflow-y: auto;
		max-block-size: 22em;
		margin: 0;
		padding: 0 0 calc(var(--_space) * 2);
		list-style: none;
		overscroll-behavior: contain;
	}

	.recent {
		display: flex;
		align-items: center;
		justify-content: start;
		gap: calc(var(--_space) * 3);
		inline-size: 100%;
		padding: calc(var(--_space) * 2) calc(var(--_space) * 4);
		border: 1px solid transparent;
		border-radius: 0;
		text-align: start;
	}

	.recent:focus-visible {
		outline-offset: -3px;
	}

	.recent .line {
		gap: calc(var(--_space) * 1.5);
	}

	.recent .name {
		font-weight: 500;
	}

	.recent .count {
		flex: none;
	}

	.fresh .name,
	.fresh .count {
		font-weight: 700;
	}

	.recent .what {
		display: flex;
		align-items: start;
		gap: calc(var(--_space) * 1.5);
	}

	.recent .what > svg {
		inline-size: 1.4em;
		block-size: 1.4em;
	}

	.recent .what > span {
		overflow-x: clip;
	}

	/* Hides the separator at the start of a line. */
	.facts {
		--_dot: 0.9em;
		display: flex;
		flex-wrap: wrap;
		margin-inline-start: calc(var(--_dot) * -1);
	}

	.facts > * {
		padding-inline-start: var(--_dot);
	}

	.facts > .muted::before {
		display: inline-block;
		inline-size: var(--_dot);
		margin-inline-start: calc(var(--_dot) * -1);
		text-align: center;
		content: '·';
		content: '·' / '';
	}

	.missed {
		color: var(--_hangup);
	}

	.recents strong {
		font-weight: 600;
	}

	.recent > .back {
		display: grid;
		flex: none;
		color: var(--_accent-ink);
	}
`;
