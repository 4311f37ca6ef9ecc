/** What an attempt comes to, or when the time is over what is thrown then. The attempt is told of either end by its signal. */
export function within<Result>(ms: number, attempt: (late: AbortSignal) => Promise<Result>, tooLate: () => Error): Promise<Result> {
	return new Promise((resolve, reject) => {
		const late = new AbortController();
		const timer = setTimeout(() => {
			late.abort();
			reject(tooLate());
		}, Math.max(0, ms));
		attempt(late.signal).then(resolve, reject).finally(() => {
			clearTimeout(timer);
			late.abort();
		});
	});
}
