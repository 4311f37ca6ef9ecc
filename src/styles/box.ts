import { css } from 'lit';

/** The box of a face, before anything is drawn in it. */
export const box = css`
	:host {
		display: block;
		min-inline-size: 0;
	}

	:host([hidden]) {
		display: none !important;
	}
`;
