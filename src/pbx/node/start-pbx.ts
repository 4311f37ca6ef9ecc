import { randomBytes } from 'node:crypto';
import { Pbx, usersFrom1000To1019, type PbxOptions } from '../pbx.js';
import { listenOn, type ListenOptions } from './listen.js';
import { mediaServices } from './media-services.js';

export interface StartOptions extends Omit<ListenOptions, 'pbx'>, PbxOptions {
	/** Password of every user; random by default. */
	readonly password?: string;
}

export interface StartedPbx {
	readonly pbx: Pbx;
	/** WebSocket URL for clients. */
	readonly url: string;
	readonly password: string;
	readonly stop: () => Promise<void>;
}

/** Starts a complete server for a demo or a test: users 1000 to 1019 and the numbers of `mediaServices()`. */
export async function startPbx({
	password = randomBytes(6).toString('base64url'),
	...options
}: StartOptions = {}): Promise<StartedPbx> {
	const { host = '127.0.0.1', path = '/' } = options;
	const pbx = new Pbx({ users: usersFrom1000To1019(password), services: mediaServices(host), ...options });
	const { port, stop } = await listenOn({ pbx, ...options });
	return {
		pbx,
		url: `ws://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}${path}`,
		password,
		stop: async () => {
			pbx.stop();
			await stop();
		},
	};
}
