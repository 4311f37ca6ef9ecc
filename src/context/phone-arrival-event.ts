import { ownProperties } from '../core/own-properties.js';
import { phoneContext } from './phone-context.js';

/** The `context-provider` event of the context protocol: a phone was added to the document, or its id changed. */
export class PhoneArrivalEvent extends Event {
	static readonly type = 'context-provider';
	readonly context = phoneContext;

	constructor(
		/** The `<voice-phone>`. */
		readonly contextTarget: Element,
	) {
		super(PhoneArrivalEvent.type, ownProperties({ bubbles: true, composed: true }));
	}

	/** Whether a `context-provider` event announces a phone. */
	static is(event: Event): boolean {
		return 'context' in event && event.context === phoneContext;
	}
}
