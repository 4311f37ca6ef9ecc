import { ownProperties } from '../core/own-properties.js';
import { abortError } from './abortable.js';
import { watchAutoplay } from './autoplay-watch.js';
import { watchObstacle } from './call-obstacle.js';
import type { HearingReport, Levels, Media, Ringing } from '../core/ports/media.js';
import { levels } from './levels.js';
import type { Kind } from './open-device.js';
import { Player } from './player.js';
import { watchPrompt } from './prompt-watch.js';
import { Ringer } from './ringer.js';
import { SharedDevices, type Devices } from './shared-devices.js';
import { ToneGenerator } from './tone-generator.js';
import { autoAnswerPattern, keyPattern } from './tone-pattern.js';
import { TrackUplink } from './uplink.js';
import { watch } from './watch.js';

export interface PageMediaOptions {
	/** Source of microphone and camera; default `navigator.mediaDevices`. */
	readonly devices?: Devices;
}

/**
 * Captures, plays, rings and measures the audio of one phone by browser APIs. No device, audio context or element
 * exists before its first use. It is reusable after `stop()`.
 */
export class PageMedia implements Media {
	onBlockedChange: (() => void) | undefined = undefined;
	readonly #devices: SharedDevices;
	readonly #listed: Devices | undefined;
	readonly #player = new Player(() => this.#noteBlocked());
	readonly #sound = new ToneGenerator(() => this.#noteBlocked());
	readonly #ringer = new Ringer(this.#player, this.#sound);
	readonly #watched = new Set<RTCPeerConnection>();
	readonly #successors = new WeakMap<MediaStreamTrack, MediaStreamTrack>();
	#life = new AbortController();
	#blocked = false;

	constructor(options?: PageMediaOptions) {
		const { devices = navigator.mediaDevices } = ownProperties<PageMediaOptions>(options);
		this.#devices = new SharedDevices(devices);
		this.#listed = devices;
	}

	get blocked(): boolean {
		return this.#player.blocked || this.#sound.blocked;
	}

	get ringtone(): string | undefined {
		return this.#ringer.ringtone;
	}

	set ringtone(url: string | undefined) {
		this.#ringer.ringtone = url;
	}

	/** Selects a device for later captures by its `deviceId`; `undefined` leaves the choice to the browser. */
	choose(kind: Kind, deviceId: string | undefined): void {
		this.#devices.choose(kind, deviceId);
	}

	async capture(
		wish: Readonly<Record<Kind, boolean>>,
		signal: AbortSignal,
		prompted?: () => void,
	): Promise<TrackUplink> {
		const kinds = (['audio', 'video'] as const).filter((kind) => wish[kind]);
		const [life, end] = [this.#life.signal, this.#untilStopOr(signal)];
		const acquired = this.#devices.acquire(kinds, end);
		if (prompted) void watchPrompt(acquired, prompted);
		const uplink = new TrackUplink(await acquired, (kind, ended) => this.#devices.replace(kind, ended));
		uplink.onExchange = (lost, fresh) => this.#exchange(lost, fresh);
		life.addEventListener('abort', () => uplink.stop(), ownProperties({ signal: uplink.ended }));
		if (end.aborted) {
			uplink.stop();
			throw abortError();
		}
		// Some browsers allow autoplay during a capture.
		if (this.blocked) void this.unblock();
		return uplink;
	}

	play(stream: MediaStream, signal: AbortSignal): void {
		this.#player.play(stream, { signal: this.#untilStopOr(signal) });
	}

	ring(ringing: Ringing | undefined): void {
		this.#ringer.ring(ringing);
	}

	/**
	 * Plays a short rising pair of tones. Resolves when it has been played; rejects with `NotAllowedError` if the
	 * browser blocks it.
	 */
	async playAutoAnswerTone(): Promise<void> {
		if (!(await this.#sound.onceAllowed(autoAnswerPattern)))
			throw new DOMException('The browser does not let this page play sounds yet.', 'NotAllowedError');
	}

	keyTone(digit: string): void {
		const pattern = keyPattern(digit);
		if (pattern) void this.#sound.once(pattern);
	}

	/** Reports whether audio arrives. Also replaces the sent track when a microphone was lost. */
	watch(connection: RTCPeerConnection, report: (heard: HearingReport) => void, signal: AbortSignal): void {
		this.#watched.add(connection);
		this.#mend(connection);
		void watch(connection, report, this.#untilStopOr(signal)).finally(() => this.#watched.delete(connection));
	}

	/** Reports whether a ring would be silent, because nobody has pressed the page yet. The first press unblocks it. */
	watchRing(report: (silent: boolean) => void, signal: AbortSignal): void {
		void watchAutoplay(this.#sound, {
			report,
			pressed: () => void this.unblock(),
			signal: this.#untilStopOr(signal),
		});
	}

	/** Reports what prevents calls on this page. */
	watchObstacle(report: (obstacle: DOMException | undefined) => void, signal: AbortSignal): void {
		watchObstacle({ devices: this.#listed, report, signal });
	}

	levels(connection: RTCPeerConnection): Promise<Levels> {
		return levels(connection);
	}

	async unblock(): Promise<void> {
		this.#player.retry();
		await this.#sound.retry();
	}

	stop(): void {
		this.#life.abort();
		this.#life = new AbortController();
		this.#ringer.ring(undefined);
		this.#sound.stop();
	}

	#untilStopOr(signal: AbortSignal): AbortSignal {
		return AbortSignal.any([signal, this.#life.signal]);
	}

	#exchange(lost: MediaStreamTrack, fresh: MediaStreamTrack): void {
		this.#successors.set(lost, fresh);
		for (const connection of this.#watched) this.#mend(connection);
	}

	#mend(connection: RTCPeerConnection): void {
		for (const sender of connection.getSenders()) {
			const track = this.#newest(sender.track);
			// Rejects only on a closed connection.
			if (track !== sender.track) sender.replaceTrack(track).catch(() => undefined);
		}
	}

	#newest(track: MediaStreamTrack | null): MediaStreamTrack | null {
		const successor = track && this.#successors.get(track);
		return successor ? this.#newest(successor) : track;
	}

	#noteBlocked(): void {
		if (this.blocked === this.#blocked) return;
		this.#blocked = this.blocked;
		this.onBlockedChange?.();
	}
}
