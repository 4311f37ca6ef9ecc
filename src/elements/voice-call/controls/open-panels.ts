import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ErrorState } from '../../../core/voice-error.js';

/** The open panel. */
export interface OpenPanel {
	/** Name of its control, or `more`. */
	readonly name: string;
	/** The digits entered. */
	readonly sent: string;
	/** The error of what was entered. */
	readonly mistake?: ErrorState;
}

/** Longest text kept of the digits. */
const KEPT_DIGITS = 64;

/** The panel below the controls of a call: at most one, for one call. It closes when another call becomes active. */
export class OpenPanels implements ReactiveController {
	readonly #host: ReactiveControllerHost & { readonly renderRoot: ParentNode };
	#open: (OpenPanel & { readonly of: string }) | undefined;
	#unfocused = false;

	constructor(host: ReactiveControllerHost & { readonly renderRoot: ParentNode }) {
		this.#host = host;
		host.addController(this);
	}

	/** A field gets the focus at once. */
	hostUpdated(): void {
		if (!this.#unfocused) return;
		this.#unfocused = false;
		this.#host.renderRoot.querySelector<HTMLInputElement>('#panel input')?.focus();
	}

	openOf(call: string): OpenPanel | undefined {
		return this.#open?.of === call ? this.#open : undefined;
	}

	/** Opens a panel instead of another, or closes it. */
	toggle(call: string, name: string): void {
		const open = this.openOf(call)?.name === name;
		this.#unfocused = !open;
		this.#show(open ? undefined : { of: call, name, sent: '' });
	}

	/** Opens the keypad if needed, and adds a digit. */
	noteDigit(call: string, digit: string): void {
		const open = this.openOf(call);
		this.#show({ of: call, name: 'keypad', sent: `${open?.name === 'keypad' ? open.sent : ''}${digit}`.slice(-KEPT_DIGITS) });
	}

	noteMistake(mistake: ErrorState | undefined): void {
		if (!this.#open) return;
		const { mistake: _, ...open } = this.#open;
		this.#show({ ...open, ...(mistake && { mistake }) });
	}

	/** Closes the panel of a call and returns the focus to its control. False if none was open. */
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
