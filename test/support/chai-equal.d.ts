export {};

declare global {
	namespace Chai {
		/** What `equal` gives, which the types of `@open-wc/semantic-dom-diff` believe to be a promise. */
		interface Equal {
			(value: unknown, message?: string): Assertion;
		}
	}
}
