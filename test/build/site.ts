import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { chromiumArguments, installedChromium } from '../chromium.mjs';
import { startPbx, type StartedPbx } from '../../src/pbx/node/index.js';
import { build, dist } from './built.js';

interface Document {
	readonly body: string;
	readonly headers?: Readonly<Record<string, string>>;
}

export interface SiteOptions {
	/** What becomes of a file of the build on its way to the browser. */
	readonly deliver?: (path: string, text: string) => string;
}

/** The build on a web server, with pages that use it, a SIP server beside it and a browser to visit it. */
export class Site {
	readonly #server: Server;
	readonly #pages = new Map<string, Document>();

	static async open({ deliver = (_path, text) => text }: SiteOptions = {}): Promise<Site> {
		await build();
		const [pbx, browser] = await Promise.all([startPbx(), chromium.launch({ executablePath: installedChromium() ?? '', args: chromiumArguments() })]);
		const site = new Site({ pbx, browser, deliver });
		await new Promise<void>((resolve) => site.#server.listen(0, '127.0.0.1', resolve));
		return site;
	}

	readonly pbx: StartedPbx;
	readonly browser: Browser;

	private constructor({ pbx, browser, deliver }: { pbx: StartedPbx; browser: Browser; deliver: NonNullable<SiteOptions['deliver']> }) {
		this.pbx = pbx;
		this.browser = browser;
		this.#server = createServer((request, response) => {
			const { pathname } = new URL(request.url ?? '/', this.origin);
			const page = this.#pages.get(pathname);
			if (page) return void response.writeHead(200, { 'Content-Type': 'text/html', ...page.headers }).end(page.body);
			readFile(join(dist, pathname), 'utf8').then(
				(text) => response.writeHead(200, { 'Content-Type': extname(pathname) === '.js' ? 'text/javascript' : 'application/octet-stream' }).end(deliver(pathname, text)),
				() => response.writeHead(404).end(),
			);
		});
	}

	get origin(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	/** Puts a page on the server, and gives its address. */
	page(body: string, headers?: Document['headers']): string {
		const path = `/page-${this.#pages.size + 1}.html`;
		this.#pages.set(path, { body: `<!doctype html><title>page</title>${body}`, ...(headers && { headers }) });
		return this.origin + path;
	}

	async close(): Promise<void> {
		await this.browser.close();
		this.#server.close();
		await this.pbx.stop();
	}
}

/** The two shapes of the build, as a page uses them. */
export const scripts = [
	['one classic script', '<script src="/voice-elements.min.js"></script>'],
	['ES modules without a bundler', '<script type="module" src="/index.js"></script>'],
] as const;
