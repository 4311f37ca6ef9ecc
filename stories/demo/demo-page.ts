import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StartedPbx } from '../../src/pbx/node/index.js';
import { bundlePage, type PageBundle } from './bundle-page.js';

/** Where the page is served. */
export interface DemoSetting {
	readonly pbx: StartedPbx;
	/** Whether others than this machine can open it; the password is shown on the page only if not. */
	readonly public: boolean;
	readonly secure: boolean;
	/** Whether open pages reload when a file changes. */
	readonly watch: boolean;
}

const guestNames = ['Ada', 'Ben', 'Cleo', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana', 'Ivo', 'Juno'];
const types: Readonly<Record<string, string>> = { js: 'text/javascript', map: 'application/json', css: 'text/css', svg: 'image/svg+xml' };
const files: Readonly<Record<string, string>> = { '/demo.css': 'demo.css', '/icon.svg': 'icon.svg' };
const headers = {
	'Content-Security-Policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob: data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
	'Cache-Control': 'no-store',
};

/** Answers the browser: the page, its files, an account for the second phone, and news of changed files. */
export class DemoPage {
	readonly #setting: DemoSetting;
	#bundle: PageBundle | undefined;
	readonly #watching = new Set<ServerResponse>();
	#guests = 0;

	constructor(setting: DemoSetting) {
		this.#setting = setting;
	}

	/** Bundles its scripts. */
	async load(): Promise<void> {
		this.#bundle = await bundlePage(this.#setting.watch ? () => this.#changed() : undefined);
	}

	answer(request: IncomingMessage, response: ServerResponse): void {
		const path = (request.url ?? '/').split('?')[0] ?? '/';
		if (!this.#knows(request)) return void response.writeHead(403, headers).end('This demo is for this machine only; npm start -- --host opens it.');
		if (path === '/') return send(response, this.#html(request), 'text/html; charset=utf-8');
		if (path === '/voice/guest.json' && !this.#setting.public) return send(response, JSON.stringify(this.#guest(request)), 'application/json');
		if (path === '/changes') return this.#watch(response);
		const body = files[path] ? read(files[path]) : this.#bundle?.file(path);
		if (!body) return void response.writeHead(404, headers).end('There is nothing here.');
		send(response, body, types[path.split('.').pop() ?? ''] ?? 'application/octet-stream');
	}

	/** Tells every open page that it is out of date. */
	#changed(): void {
		for (const response of this.#watching) response.write('data: changed\n\n');
	}

	#watch(response: ServerResponse): void {
		response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream' });
		response.write(': watching\n\n');
		this.#watching.add(response);
		response.on('close', () => this.#watching.delete(response));
	}

	#html(request: IncomingMessage): string {
		const { pbx, public: isPublic } = this.#setting;
		return read('index.html').toString()
			.replace('{{reload}}', this.#setting.watch ? '<script type="module" src="/assets/reload.js"></script>' : '')
			.replaceAll('{{server}}', this.#serverUri(request))
			.replaceAll('{{uri}}', 'sip:1000@voice.test')
			.replaceAll('{{guest}}', isPublic ? `server="${this.#serverUri(request)}" sign-in` : 'config-url="/voice/guest.json"')
			.replaceAll('{{password}}', isPublic ? 'printed where npm start runs' : pbx.password);
	}

	/** A name of this machine, unless it is open to the network: other people's pages cannot read ours under a name of theirs. */
	#knows({ headers: { host = '' } }: IncomingMessage): boolean {
		return this.#setting.public || /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
	}

	/** An account for the second phone of a page: every page gets another number, so that tabs do not ring each other's. */
	#guest(request: IncomingMessage): Readonly<Record<string, string>> {
		const { pbx } = this.#setting;
		const numbers = Array.from({ length: 10 }, (_, index) => String(1010 + (this.#guests + index) % 10));
		const user = numbers.find((number) => !pbx.pbx.registrations.get(number)?.length) ?? '1010';
		this.#guests = Number(user) - 1009;
		return { server: this.#serverUri(request), uri: `sip:${user}@voice.test`, displayName: guestNames[Number(user) - 1010] ?? user, password: pbx.password };
	}

	#serverUri({ headers: { host = 'localhost' } }: IncomingMessage): string {
		return `${this.#setting.secure ? 'wss' : 'ws'}://${host.replace(/[^\w.:[\]-]/g, '')}/sip`;
	}
}

const read = (name: string): Buffer => readFileSync(new URL(name, import.meta.url));

function send(response: ServerResponse, body: string | Uint8Array, type: string): void {
	response.writeHead(200, { ...headers, 'Content-Type': type }).end(body);
}
