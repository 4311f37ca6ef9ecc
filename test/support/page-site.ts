import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumArguments, installedChromium } from '../chromium.mjs';

export interface PageSiteOptions {
	/** More switches for the browser. */
	readonly args?: readonly string[];
	/** Answers whatever is not the page. */
	readonly serve?: RequestListener;
}

/** A browser, and pages in it that run one module of ours, bundled as users get it; what it exports is the page's global `page`. */
export class PageSite {
	readonly #browser: Browser;
	readonly #server: Server;

	static async open(module: URL, { args = [], serve }: PageSiteOptions = {}): Promise<PageSite> {
		const html = `<!doctype html><meta charset="utf-8"><title>A page</title><script>${(await bundle(fileURLToPath(module))).replaceAll('</script', '<\\/script')}</script>`;
		const server = createServer((request, response) => {
			if (request.url === '/') response.setHeader('content-type', 'text/html').end(html);
			else if (serve) serve(request, response);
			else response.writeHead(404).end();
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return new PageSite(await chromium.launch({ executablePath: installedChromium() ?? '', args: [...chromiumArguments(), ...args] }), server);
	}

	private constructor(browser: Browser, server: Server) {
		this.#browser = browser;
		this.#server = server;
	}

	get url(): string {
		return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}/`;
	}

	/** A page with a storage, and a process, of its own. */
	async page(): Promise<Page> {
		const page = await (await this.#browser.newContext()).newPage();
		await page.goto(this.url);
		return page;
	}

	async close(): Promise<void> {
		await this.#browser.close();
		this.#server.close();
	}
}

async function bundle(entry: string): Promise<string> {
	const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'iife', globalName: 'page', write: false, minify: true, define: { 'process.env.NODE_ENV': '"production"' } });
	return outputFiles[0]?.text ?? '';
}
