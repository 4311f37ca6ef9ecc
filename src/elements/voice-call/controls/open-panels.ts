import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ErrorState } from '../../../core/voice-error.js';

/** What stands open below the controls. */
export interface OpenPanel {
	/** Of the control that opened it, or `more`. */
	readonly name: string;
	/** The digits that were pressed here. */
	readonly sent: string;
	/** What is wrong with what was typed here. */
	readonly mistake?: ErrorState;
}

/** More digits than anybody looks back at. */
const KEPT_DIGITS = 64;

/** What is open below the controls of a call: one thing at a time, for one call. Another call begins with nothing open. */
export class OpenPanels implements ReactiveController {
	readonly #host: ReactiveControllerHost & { readonly renderRoot: ParentNode };
	#open: (OpenPanel & { readonly of: string }) | undefined;
	#unfocused = false;

	constructor(host: ReactiveControllerHost & { readonly renderRoot: ParentNode }) {
		this.#host = host;
		host.addController(this);
	}

	/** Where one types has the focus as soon as it is there. */
	hostUpdated(): void {
		if (!this.#unfocused) return;
		this.#unfocused = false;
		this.#host.renderRoot.querySelector<HTMLInputElement>('#panel input')?.focus();
	}

	openOf(call: string): OpenPanel | undefined {
		return this.#open?.of === call ? this.#open : undefined;
	}

	/** Opens a panel in place of another, or closes it. */
	toggle(call: string, name: string): void {
		const open = this.openOf(call)?.name === name;
		this.#unfocused = !open;
		this.#show(open ? undefined : { of: call, name, sent: '' });
	}

	/** Opens the keypad, if it is not, and shows a digit more. */
	noteDigit(call: string, digit: string): void {
		const open = this.openOf(call);
		this.#show({ of: call, name: 'keypad', sent: `${open?.name === 'keypad' ? open.sent : ''}${digit}`.slice(-KEPT_DIGITS) });
	}

	noteMistake(mistake: ErrorState | undefined): void {
		if (!this.#open) return;
		const { mistake: _, ...open } = this.#open;
		this.#show({ ...open, ...(mistake && { mistake }) });
	}

	/** Closes what is open for a call, and gives the focus back to what opened it. Tells whether there was anything. */
	close(call: string): boolean {
		if (!this.openOf(call)) return false;
		this.#host.renderRoot.querySelector<HTMLElement>('.controls [aria-expanded=true]')?.focus();
		this.#show(undefined);
		return true;
	}

	#show(open: (OpenPanel & { readonly of: string }) | undefined): void {
		this.#open = open;
		this.#host.requestUpdate();
	}
}
