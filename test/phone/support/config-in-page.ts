/** A site that answers `/voice/config.json`, without a server. */
export interface ConfigInPage {
	/** What was asked, in order. */
	readonly requests: readonly Request[];
}

const browsersOwn = globalThis.fetch.bind(globalThis);

/** Answers with these settings, one after the other, and then always with the last. Until the test is over. */
export function serveConfig(...answers: readonly (object | Response)[]): ConfigInPage {
	const requests: Request[] = [];
	globalThis.fetch = (input, init) => {
		const request = new Request(input, init);
		if (!request.url.endsWith('/voice/config.json')) return browsersOwn(input, init);
		requests.push(request);
		const answer = answers[Math.min(requests.length, answers.length) - 1];
		return Promise.resolve(answer instanceof Response ? answer.clone() : Response.json(answer));
	};
	return { requests };
}

afterEach(() => {
	globalThis.fetch = browsersOwn;
});
