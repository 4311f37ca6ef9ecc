import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const command = 'pulseaudio';
const modules = (socket) => ['module-null-sink', `module-native-protocol-unix socket=${socket} auth-anonymous=1`].flatMap((module) => ['--load', module]);

/** Whether it can be started here. */
export function hasNullSound() {
	return spawnSync(command, ['--version']).status === 0;
}

/**
 * A sound card that plays to nobody. Firefox takes the time for Web Audio from a sound card and, other than Chromium, makes none up: without one no tone ever begins.
 * Resolves with what a browser needs in its environment, and with the way to end it.
 */
export async function startNullSound() {
	const folder = mkdtempSync(join(tmpdir(), 'null-sound-'));
	const socket = join(folder, 'native');
	const child = spawn(command, ['-n', '--daemonize=no', '--exit-idle-time=-1', '--use-pid-file=no', '--disable-shm=yes', '--realtime=no', '--high-priority=no', ...modules(socket)], {
		env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder },
		stdio: 'ignore',
	});
	const exited = new Promise((resolve) => child.once('close', resolve));
	const stop = async () => {
		child.kill();
		await exited;
		rmSync(folder, { recursive: true });
	};
	for (const endAt = Date.now() + 20_000; !existsSync(socket); await sleep(50)) {
		if (child.exitCode === null && Date.now() < endAt) continue;
		await stop();
		throw new Error(`${command} did not start.`);
	}
	return { environment: { PULSE_SERVER: `unix:${socket}` }, stop };
}
