import { ownProperties } from '../core/own-properties.js';
import { phoneContext } from './phone-context.js';

/** Says to the whole document that a phone has come, or goes by another id: the `context-provider` event of the context protocol. */
export class PhoneArrivalEvent extends Event {
	static readonly type = 'context-provider';
	readonly context = phoneContext;

	constructor(
		/** The `<voice-phone>`. */
		readonly contextTarget: Element,
	) {
		super(PhoneArrivalEvent.type, ownProperties({ bubbles: true, composed: true }));
	}

	/** Whether what a `context-provider` event announces is a phone. */
	static is(event: Event): boolean {
		return 'context' in event && event.context === phoneContext;
	}
}
