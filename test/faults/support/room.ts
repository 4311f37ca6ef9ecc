import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumArguments, installedChromium } from '../../chromium.mjs';
import { root } from '../../setup.mjs';
import type { Seat, SeatOptions } from './seat.js';

type Method = { [Key in keyof Seat]: Seat[Key] extends (...args: never[]) => unknown ? Key : never }[keyof Seat];

/** A machine that has much else to do takes its time. */
const PATIENCE_MS = 120_000;
const pictures = join(root, '.cache', 'pictures', 'faults');

const html = `<!doctype html><html lang="en"><title>A page with a phone</title><meta name="viewport" content="width=device-width">
<style>body { max-inline-size: 30rem; margin: 1rem auto; display: grid; gap: 1rem; font-family: system-ui } voice-chat { block-size: 18rem }</style>
<voice-phone></voice-phone><voice-dial></voice-dial><voice-call></voice-call><voice-chat></voice-chat><script src="/page.js"></script>`;

export interface RoomOptions {
	/** Switches of the browser. */
	readonly args?: readonly string[];
	/** What starts it. */
	readonly executablePath?: string;
	/** Where its pages come from. */
	readonly host?: string;
}

/** A browser whose pages show the three faces, and where parties sit down. */
export class Room {
	readonly #browser: Browser;
	readonly #site: Server;

	static async open({ args = chromiumArguments(), executablePath = installedChromium() ?? '', host = '127.0.0.1' }: RoomOptions = {}): Promise<Room> {
		const site = await serve(await script(), host);
		// Browsers take addresses of this machine alone for secure by themselves.
		const secure = `--unsafely-treat-insecure-origin-as-secure=${originOf(site)}`;
		return new Room(await chromium.launch({ executablePath, args: [...args, secure], ignoreDefaultArgs: ['--disable-back-forward-cache'] }), site);
	}

	private constructor(browser: Browser, site: Server) {
		this.#browser = browser;
		this.#site = site;
	}

	get url(): string {
		return `${originOf(this.#site)}/`;
	}

	/** A page with storage of its own. `prepare` runs in it before anything else. */
	async page(prepare?: () => void): Promise<Page> {
		const context = await this.#browser.newContext({ viewport: { width: 512, height: 900 } });
		const page = await context.newPage();
		page.setDefaultTimeout(PATIENCE_MS);
		if (prepare) await page.addInitScript(prepare);
		await page.goto(this.url);
		return page;
	}

	/** Stops the processes of all pages, as sleep does, until the returned function is called. */
	async sleep(): Promise<() => void> {
		const session = await this.#browser.newBrowserCDPSession();
		const { processInfo } = await session.send('SystemInfo.getProcessInfo');
		const pids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
		for (const pid of pids) process.kill(pid, 'SIGSTOP');
		return () => pids.forEach((pid) => process.kill(pid, 'SIGCONT'));
	}

	async close(): Promise<void> {
		await this.#browser.close();
		this.#site.close();
	}
}

/** Somebody at a page. */
export class Party {
	static async seat(page: Page, options: SeatOptions): Promise<Party> {
		const party = await Party.comes(page, options);
		await party.does('registered');
		return party;
	}

	/** Not registered yet. */
	static async comes(page: Page, options: SeatOptions): Promise<Party> {
		await page.evaluate((one) => void (window.seats[one.user] = new window.Seat(one)), options);
		return new Party(page, options);
	}

	private constructor(readonly page: Page, readonly options: SeatOptions) {}

	get user(): string {
		return this.options.user;
	}

	get hz(): number {
		return this.options.hz;
	}

	/** Does something at the page, or waits there for something. */
	async does<Name extends Method>(name: Name, ...args: Parameters<Seat[Name]>): Promise<Awaited<ReturnType<Seat[Name]>>> {
		try {
			return await this.page.evaluate(
				({ user, name, args }) => (window.seats[user] as unknown as Record<string, (...args: unknown[]) => unknown>)[name]?.(...args),
				{ user: this.user, name, args },
			) as Awaited<ReturnType<Seat[Name]>>;
		} catch (cause) {
			throw new Error(`${this.user} ${name}(${args.join()}): ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
		}
	}
}

/** What the user sees, into `.cache/pictures/faults`. */
export async function picture(page: Page, name: string): Promise<void> {
	mkdirSync(pictures, { recursive: true });
	await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
}

function originOf(site: Server): string {
	const { address, port } = site.address() as AddressInfo;
	return `http://${address}:${port}`;
}

async function script(): Promise<string> {
	const { outputFiles: [bundle] } = await build({
		entryPoints: [fileURLToPath(new URL('seat.ts', import.meta.url))],
		bundle: true,
		format: 'iife',
		write: false,
		logLevel: 'error',
		define: { 'process.env.NODE_ENV': '"production"' },
	});
	return bundle?.text ?? '';
}

function serve(page: string, host: string): Promise<Server> {
	const server = createServer(({ url }, response) => {
		if (url === '/page.js') response.setHeader('content-type', 'text/javascript; charset=utf-8').end(page);
		else response.setHeader('content-type', 'text/html; charset=utf-8').end(url === '/elsewhere' ? '<title>Elsewhere</title>' : html);
	});
	return new Promise((resolve) => server.listen(0, host, () => resolve(server)));
}
