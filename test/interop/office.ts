import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build, dist } from '../build/built.js';
import { chromiumArguments, installedChromium } from '../chromium.mjs';
import type { Person } from './page.js';
import type { Peer } from './plain-page.js';

/** A browser, and a server of pages that carry the built classic script. Everybody who sits down gets a page with a storage of its own. */
export class Office {
	readonly #browser: Browser;
	readonly #server: Server;

	/** A `trusting` browser takes every certificate. */
	static async open({ trusting = false } = {}): Promise<Office> {
		await build();
		const files = { '/': '<!doctype html><title>desk</title><script src="/voice-elements.min.js"></script><script src="/page.js"></script>', '/page.js': await pageScript() };
		const server = createServer((request, response) => void answer(files, request.url ?? '/').then((body) => response.end(body), () => response.writeHead(404).end()));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return new Office(await chromium.launch({ executablePath: installedChromium() ?? '', args: [...chromiumArguments(), ...(trusting ? ['--ignore-certificate-errors'] : [])] }), server);
	}

	private constructor(browser: Browser, server: Server) {
		this.#browser = browser;
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

	/** Where its pages are, for another browser. */
	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
	}

	/** Everybody leaves. */
	async clear(): Promise<void> {
		await Promise.all(this.#browser.contexts().map((context) => context.close()));
	}

	async close(): Promise<void> {
		await this.#browser.close();
		this.#server.close();
	}

	async #page(): Promise<Page> {
		const context = await this.#browser.newContext();
		const page = await context.newPage();
		await page.goto(this.url);
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
