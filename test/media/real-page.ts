import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { chromiumArguments } from '../chromium.mjs';
import { prepareChromium } from '../setup.mjs';

/** A browser as users have it, autoplay policy included, whose pages have one module of `src` as their global `media`. */
export interface RealBrowser {
	/** Opens a page of this host; `insecure.test` is no secure context. */
	open(host?: string): Promise<RealPage>;
	close(): Promise<void>;
}

export interface BrowserOptions {
	/** Whether the computer has a microphone. */
	readonly microphone?: boolean;
	/** Whether the browser asks before it opens one, as it asks users. */
	readonly asks?: boolean;
}

export async function startBrowser(module: string, options: BrowserOptions = {}): Promise<RealBrowser> {
	const server = await serve(await bundle(module));
	const browser = await launch(options);
	const { port } = server.address() as AddressInfo;
	return {
		open: async (host = 'localhost') => {
			const page = await browser.newPage();
			await page.goto(`http://${host}:${port}/`);
			return new RealPage(page, await page.context().newCDPSession(page));
		},
		close: async () => {
			await browser.close();
			server.close();
		},
	};
}

/** A page nobody has touched yet. What Playwright itself evaluates counts as a user's gesture, so this does it another way. */
export class RealPage {
	readonly #page: Page;
	readonly #session: CDPSession;

	constructor(page: Page, session: CDPSession) {
		this.#page = page;
		this.#session = session;
	}

	/** Runs a function, which sees the globals of the page alone, or a script. */
	async run<T>(work: string | (() => T)): Promise<Awaited<T>> {
		const expression = typeof work === 'string' ? work : `(${work.toString()})()`;
		const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
		if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
		return result.value as Awaited<T>;
	}

	async until(condition: () => boolean): Promise<void> {
		const deadline = Date.now() + 20_000;
		while (!(await this.run(condition))) {
			if (Date.now() > deadline) throw new Error(`Did not come true: ${condition.toString()}`);
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}

	/** Puts a page of another origin, which has the same global, into this one, and runs a function there. `allow` is what the iframe says. */
	async embedded<T>(allow: string, work: () => Promise<T>): Promise<T> {
		const origin = new URL(this.#page.url()).origin.replace('localhost', '127.0.0.1');
		await this.#page.setContent(`<iframe src="${origin}/" allow="${allow}"></iframe>`);
		const frame = this.#page.frames().find((one) => one.url().startsWith(origin));
		if (!frame) throw new Error('The page in the page did not load.');
		return frame.evaluate(work);
	}

	/** What the user answered when the browser asked for the microphone, or changed in its settings. */
	async allowMicrophone(setting: 'granted' | 'denied' | 'prompt'): Promise<void> {
		const context = this.#page.context();
		await context.clearPermissions();
		// What is not among those that are granted is denied.
		if (setting !== 'prompt') await context.grantPermissions(setting === 'granted' ? ['microphone'] : []);
	}

	/** A user's click on the top left of the page. */
	async click(): Promise<void> {
		await this.#page.mouse.click(20, 20);
	}

	async close(): Promise<void> {
		await this.#page.close();
	}
}

async function bundle(module: string): Promise<string> {
	const entry = fileURLToPath(new URL(`../../src/${module}`, import.meta.url));
	const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'iife', globalName: 'media', write: false });
	return outputFiles[0]?.text ?? '';
}

function serve(script: string): Promise<Server> {
	const server = createServer((_, response) => {
		response.setHeader('content-type', 'text/html').end(`<!doctype html><title>A page</title><script>${script}</script>`);
	});
	return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function launch({ microphone = true, asks = false }: BrowserOptions): Promise<Browser> {
	const executablePath = prepareChromium();
	if (!executablePath) throw new Error('This test needs a Chromium.');
	const unusual = ['--autoplay-policy', ...(microphone ? [] : ['--use-fake-device']), ...(asks ? ['--use-fake-ui'] : [])];
	const usual = chromiumArguments().filter((argument) => !unusual.some((one) => argument.startsWith(one)));
	const policies = ['--autoplay-policy=document-user-activation-required', '--host-resolver-rules=MAP insecure.test 127.0.0.1'];
	return chromium.launch({ executablePath, args: [...usual, ...policies] });
}
