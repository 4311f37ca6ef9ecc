import { css } from 'lit';

/** The box of an element, before anything is rendered in it. */
export const box = css`
	:host {
		display: block;
		min-inline-size: 0;
	}

	:host([hidden]) {
		display: none !important;
	}
`;
