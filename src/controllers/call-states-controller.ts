import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallState } from '../core/call/call-state.js';
import { ownProperties } from '../core/own-properties.js';

/**
 * Exposes phase and conditions of a call as custom states of its host: `:state(early)`, `:state(held)`,
 * `:state(muted)`…
 */
export class CallStatesController implements ReactiveController {
	readonly #states: CustomStateSet;
	readonly #call: () => CallState | undefined;
	#shown: readonly string[] = [];

	constructor(host: ReactiveControllerHost & HTMLElement, call: () => CallState | undefined) {
		this.#states = host.attachInternals().states;
		this.#call = call;
		host.addController(this);
	}

	hostUpdated(): void {
		const call = this.#call();
		const now = call ? statesOf(ownProperties<CallState>(call)) : ['idle'];
		for (const state of this.#shown) if (!now.includes(state)) this.#states.delete(state);
		for (const state of now) this.#states.add(state);
		this.#shown = now;
	}
}

/** The custom states of a call. */
export function statesOf(call: CallState): readonly string[] {
	const states: string[] = [call.phase, call.direction];
	if (call.phase === 'terminated') return states;
	if (call.muted) states.push('muted');
	if (call.recovering) states.push('recovering');
	if (call.pending) states.push('pending');
	if (call.phase === 'confirmed' && (call.hold.local || call.hold.remote)) states.push('held');
	return states;
}
