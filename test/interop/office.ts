import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';
import type { Page } from 'puppeteer-core';
import { build, dist } from '../build/built.js';
import { startBrowser, type BrowserName, type StartedBrowser } from './browsers.js';
import type { Person } from './page.js';
import type { Peer } from './plain-page.js';

interface OfficeOptions {
	readonly browser?: BrowserName;
	readonly trusting?: boolean;
}

/** A browser, and a server of pages that carry the built classic script. Everybody who sits down gets a page with a storage of its own. */
export class Office {
	readonly #started: StartedBrowser;
	readonly #server: Server;

	/** A `trusting` browser takes every certificate. */
	static async open({ browser = 'chromium', ...options }: OfficeOptions = {}): Promise<Office> {
		await build();
		const files = { '/': '<!doctype html><title>desk</title><script src="/voice-elements.min.js"></script><script src="/page.js"></script>', '/page.js': await pageScript() };
		const server = createServer((request, response) => void answer(files, request.url ?? '/').then((body) => response.end(body), () => response.writeHead(404).end()));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return new Office(await startBrowser(browser, options), server);
	}

	private constructor(started: StartedBrowser, server: Server) {
		this.#started = started;
		this.#server = server;
	}

	async seat(person: Person): Promise<Page> {
		const page = await this.#page();
		await page.evaluate((one) => window.sit(one), person);
		return page;
	}

	/** Seats somebody with another phone than ours. */
	async seatPlainly(peer: Peer): Promise<Page> {
		const page = await this.#page();
		await page.evaluate((one) => window.sitPlainly(one), peer);
		return page;
	}

	/** Everybody leaves. */
	async clear(): Promise<void> {
		const { browser } = this.#started;
		const seats = browser.browserContexts().filter((context) => context !== browser.defaultBrowserContext());
		await Promise.all(seats.map((context) => context.close()));
	}

	async close(): Promise<void> {
		await this.#started.close();
		this.#server.close();
	}

	async #page(): Promise<Page> {
		const context = await this.#started.browser.createBrowserContext();
		const page = await context.newPage();
		await page.goto(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`);
		return page;
	}
}

async function pageScript(): Promise<string> {
	const { outputFiles: [script] } = await bundle({ entryPoints: [fileURLToPath(new URL('page.ts', import.meta.url))], bundle: true, format: 'iife', target: 'es2022', write: false });
	return script?.text ?? '';
}

async function answer(files: Readonly<Record<string, string>>, path: string): Promise<string | Buffer> {
	return files[path] ?? readFile(join(dist, new URL(path, 'http://localhost').pathname));
}
