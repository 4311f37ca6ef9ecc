import { networkInterfaces } from 'node:os';

const loopback = '127.0.0.1';

/**
 * The IPv4 addresses offered for media: all external interfaces if the server listens on all, else the one it listens
 * on.
 */
export function mediaAddresses(host: string): readonly string[] {
	if (host !== '0.0.0.0' && host !== '::') return [/^\d+(\.\d+){3}$/.test(host) ? host : loopback];
	const external = Object.values(networkInterfaces())
		.flatMap((all) => all ?? [])
		.filter(({ family, internal }) => family === 'IPv4' && !internal);
	return external.length > 0 ? external.map(({ address }) => address) : [loopback];
}
