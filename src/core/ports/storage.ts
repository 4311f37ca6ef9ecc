/** The port to what outlasts a page: the storage of its tab, and the way a page goes. Whoever makes a phone in a page gives it one; without one it remembers nothing. */
export interface TabStorage {
	/** Tells this page from the one before it in the tab. */
	readonly page: string;
	/** Whether the page is being left: what ends now was not ended by anybody. */
	readonly leaving: boolean;
	/** Says that calls go on in this page, for as long as it is not left. */
	claimCalls(): void;
	/** Whether calls go on in that page: this one may be a duplicate of its tab, or a frame beside it. */
	hasCalls(page: string): Promise<boolean>;
	read(key: string): string | undefined;
	/** `undefined` removes it. What the page may not store is not stored. */
	write(key: string, value: string | undefined): void;
	/** Tells, until the signal aborts, that the page is shown again as it was left (back-forward cache). */
	onReturn(listener: () => void, signal: AbortSignal): void;
}
