/** A page of its own, with nothing defined in it. */
export interface BlankPage {
	readonly document: Document;
	/** Loads a module of ours into that page. */
	load(path: string): Promise<unknown>;
}

/** Opens one in a frame, until the test is over; what the markup names is upgraded when the test loads it. */
export async function blankPage(html: string): Promise<BlankPage> {
	const frame = document.createElement('iframe');
	frame.srcdoc = `<!doctype html><title>Test</title><script>window.load = (url) => import(url);</script><body>${html}`;
	document.body.append(frame);
	await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
	opened.push(frame);
	const page = frame.contentWindow as (Window & { load: (url: string) => Promise<unknown> }) | null;
	if (!page) throw new Error('The frame has no page.');
	return { document: page.document, load: (path) => page.load(new URL(path, location.origin).href) };
}

const opened: HTMLIFrameElement[] = [];

afterEach(() => {
	for (const frame of opened.splice(0)) frame.remove();
});
