import { css } from 'lit';

/** A notice for the user, with a button that helps. */
export const noticeStyles = css`
	.notice {
		display: flex;
		flex-wrap: wrap;
		align-items: center;
		gap: calc(var(--_space) * 2);
		padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
		border-inline-start: 3px solid var(--_warning);
		border-radius: calc(var(--_radius) / 2);
		background: color-mix(in srgb, var(--_warning) 10%, var(--_surface));
		font-size: 0.875em;
	}

	.notice > p {
		/* Beside its icon, however narrow. */
		flex: 1 1 min(14em, 100% - 1.5em - var(--_space) * 2);
	}

	.notice .figures {
		display: inline-block;
	}

	.notice > svg {
		color: var(--_warning);
	}

	.notice > button {
		margin-block: calc(var(--_space) * -1.5);
		margin-inline-start: auto;
	}
`;
