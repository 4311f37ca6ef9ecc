/** A promise that a test settles when it likes. */
export interface Deferred<T> {
	readonly promise: Promise<T>;
	resolve(value: T): void;
	reject(error: unknown): void;
}

export function deferred<T = void>(): Deferred<T> {
	let settle: Omit<Deferred<T>, 'promise'> | undefined;
	const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }));
	return { promise, resolve: (value) => settle?.resolve(value), reject: (error) => settle?.reject(error) };
}

/** Lets everything run that waits for nothing but its turn, or for code that comes late: imports are served in order. */
export async function settled(): Promise<void> {
	for (let turn = 0; turn < 2; turn++) {
		await new Promise((resolve) => setImmediate(resolve));
		await import('../../src/core/account/account-source.js');
	}
	await new Promise((resolve) => setImmediate(resolve));
}
