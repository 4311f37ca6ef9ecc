import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { levelAt } from '../../support/pitch.js';
import { BaresipControl } from './baresip-control.js';
import { Daemon, freePort, isInstalled, serverFolder } from './daemon.js';

export interface BaresipOptions {
	readonly user: string;
	readonly password: string;
	/** Port of its registrar, over UDP. */
	readonly server: number;
	/** Pitch of its voice. */
	readonly hz: number;
	readonly codec?: 'PCMU' | 'PCMA';
}

const command = process.env.BARESIP ?? 'baresip';
const sampleRate = 8000;
const headerBytes = 44;
const patienceMs = 20_000;

/** An ordinary telephone on plain RTP: it answers at once, says one pitch, and records what it hears. */
export class Baresip {
	/** Whether it can be started here. */
	static readonly installed = isInstalled(command, '-h');

	static async start(options: BaresipOptions): Promise<Baresip> {
		const folder = serverFolder('baresip');
		const [port, controlPort] = [await freePort(), await freePort()];
		writeFileSync(join(folder, 'voice.wav'), wave(options.hz));
		writeFileSync(join(folder, 'contacts'), '');
		writeFileSync(join(folder, 'accounts'), account(options));
		writeFileSync(join(folder, 'config'), configuration({ folder, port, controlPort }));
		const daemon = new Daemon(command, ['-f', folder, '-v'], folder);
		await daemon.ready(() => Promise.resolve(/200 OK|registered successfully/i.test(daemon.log)));
		return new Baresip(daemon, await BaresipControl.open(controlPort));
	}

	private constructor(readonly daemon: Daemon, readonly control: BaresipControl) {}

	/** Waits until a pitch stands in what it records. */
	async hears(hz: number): Promise<void> {
		let level = -150;
		for (const endAt = Date.now() + patienceMs; level < -30; await sleep(50)) {
			if (Date.now() > endAt) throw new Error(`The phone does not hear ${hz} Hz: ${level.toFixed()} dB`);
			level = levelAt(this.#heardLately(), sampleRate, hz);
		}
	}

	async stop(): Promise<void> {
		this.control.close();
		await this.daemon.stop();
	}

	/** The last half second of the recording that is being written. */
	#heardLately(): Int16Array {
		const { folder } = this.daemon;
		const file = readdirSync(folder).filter((name) => name.endsWith('-dec.wav')).map((name) => join(folder, name)).sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)[0];
		const bytes = file === undefined ? Buffer.alloc(0) : readFileSync(file).subarray(headerBytes).subarray(-sampleRate);
		return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length - bytes.length % 2));
	}
}

function account({ user, password, server, codec = 'PCMU' }: BaresipOptions): string {
	return `<sip:${user}@voice.test;transport=udp>;auth_user=${user};auth_pass=${password};outbound="sip:127.0.0.1:${server};transport=udp";regint=300;answermode=auto;audio_codecs=${codec}/8000/1\n`;
}

function configuration({ folder, port, controlPort }: { folder: string; port: number; controlPort: number }): string {
	const modules = ['g711', 'aufile', 'aubridge', 'sndfile'].map((name) => `module ${name}.so`);
	const applications = ['account', 'ctrl_tcp', 'menu'].map((name) => `module_app ${name}.so`);
	return [
		`sip_listen 127.0.0.1:${port}`,
		`ctrl_tcp_listen 127.0.0.1:${controlPort}`,
		'net_interface 127.0.0.1',
		'rtp_ports 40000-40400',
		`audio_source aufile,${join(folder, 'voice.wav')}`,
		'audio_player aubridge,ear',
		'audio_alert aubridge,bell',
		`snd_path ${folder}`,
		'module_path /usr/lib/baresip/modules',
		...modules,
		'module_tmp uuid.so',
		...applications,
		'',
	].join('\n');
}

/** A minute of a pitch, 16 bits, mono. */
function wave(hz: number): Buffer {
	const samples = Int16Array.from({ length: 60 * sampleRate }, (_, index) => Math.round(8000 * Math.sin(2 * Math.PI * hz * index / sampleRate)));
	const header = Buffer.alloc(headerBytes);
	header.write('RIFF', 0);
	header.writeUInt32LE(36 + samples.byteLength, 4);
	header.write('WAVEfmt ', 8);
	[[16, 16], [28, 2 * sampleRate], [24, sampleRate], [40, samples.byteLength]].forEach(([at = 0, value = 0]) => header.writeUInt32LE(value, at));
	[[20, 1], [22, 1], [32, 2], [34, 16]].forEach(([at = 0, value = 0]) => header.writeUInt16LE(value, at));
	header.write('data', 36);
	return Buffer.concat([header, Buffer.from(samples.buffer)]);
}
