import { createSocket } from 'node:dgram';
import { Daemon, freePort, isInstalled, serverFolder } from './daemon.js';

const command = process.env.RTPENGINE ?? 'rtpengine';

/** rtpengine in userspace: turns DTLS-SRTP into RTP and back, and one codec into another. */
export class Rtpengine {
	/** Whether it can be started here. */
	static readonly installed = isInstalled(command, '--version');

	static async start(): Promise<Rtpengine> {
		const port = await freePort();
		const media = ['--interface=127.0.0.1', '--port-min=30000', '--port-max=30400', '--table=-1', '--num-threads=2', '--dtls-passive'];
		const daemon = new Daemon(command, ['--config-file=none', '--foreground', '--log-stderr', '--log-level=5', `--listen-ng=127.0.0.1:${port}`, ...media], serverFolder('rtpengine'));
		await daemon.ready(() => ping(port));
		return new Rtpengine(daemon, port);
	}

	private constructor(readonly daemon: Daemon, readonly port: number) {}

	stop(): Promise<void> {
		return this.daemon.stop();
	}
}

/** Whether it answers in its control protocol. */
function ping(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = createSocket('udp4');
		const settle = (isThere: boolean) => (): void => {
			clearTimeout(timer);
			socket.close(() => resolve(isThere));
		};
		const timer = setTimeout(settle(false), 300);
		socket.once('message', settle(true)).once('error', settle(false)).connect(port, '127.0.0.1', () => socket.send('1 d7:command4:pinge'));
	});
}
