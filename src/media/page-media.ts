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
import { Sound } from './sound.js';
import { autoAnswerPattern, keyPattern } from './tone-pattern.js';
import { TrackUplink } from './uplink.js';
import { watch } from './watch.js';

export interface PageMediaOptions {
	/** Where microphone and camera come from; the browser's own by default. */
	readonly devices?: Devices;
}

/**
 * The devices and the sound of one phone, by the media APIs of a browser: what it captures, plays, rings and measures. Making one costs
 * nothing: no device, audio context or element exists before it is needed. After `stop()` it can be used again.
 */
export class PageMedia implements Media {
	onBlockedChange: (() => void) | undefined = undefined;
	readonly #devices: SharedDevices;
	readonly #listed: Devices | undefined;
	readonly #player = new Player(() => this.#noteBlocked());
	readonly #sound = new Sound(() => this.#noteBlocked());
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

	/** Chooses a device by its `deviceId` for what is captured from now on; nothing leaves the choice to the browser. */
	choose(kind: Kind, deviceId: string | undefined): void {
		this.#devices.choose(kind, deviceId);
	}

	async capture(wish: Readonly<Record<Kind, boolean>>, signal: AbortSignal, prompted?: () => void): Promise<TrackUplink> {
		const kinds = (['audio', 'video'] as const).filter((kind) => wish[kind]);
		const [life, end] = [this.#life.signal, this.#untilStopOr(signal)];
		const borrowed = this.#devices.borrow(kinds, end);
		if (prompted) void watchPrompt(borrowed, prompted);
		const uplink = new TrackUplink(await borrowed, (kind, ended) => this.#devices.replace(kind, ended));
		uplink.onExchange = (lost, fresh) => this.#exchange(lost, fresh);
		life.addEventListener('abort', () => uplink.stop(), ownProperties({ signal: uplink.ended }));
		if (end.aborted) {
			uplink.stop();
			throw abortError();
		}
		// Some browsers play to whoever lets them listen.
		if (this.blocked) void this.unblock();
		return uplink;
	}

	play(stream: MediaStream, signal: AbortSignal): void {
		this.#player.play(stream, { signal: this.#untilStopOr(signal) });
	}

	ring(ringing: Ringing | undefined): void {
		this.#ringer.ring(ringing);
	}

	/** One soft rising pair of tones. Resolves when it was heard, rejects where it cannot be. */
	async announce(): Promise<void> {
		if (!await this.#sound.onceAllowed(autoAnswerPattern)) throw new DOMException('The page may not sound yet.', 'NotAllowedError');
	}

	keyTone(digit: string): void {
		const pattern = keyPattern(digit);
		if (pattern) void this.#sound.once(pattern);
	}

	/** Also lets the connection send another microphone where one was lost. */
	watch(connection: RTCPeerConnection, report: (heard: HearingReport) => void, signal: AbortSignal): void {
		this.#watched.add(connection);
		this.#mend(connection);
		void watch(connection, report, this.#untilStopOr(signal)).finally(() => this.#watched.delete(connection));
	}

	/** Tells whether a ring would be silent, because nobody has pressed this page yet. The first press lets it be heard. */
	watchRing(report: (silent: boolean) => void, signal: AbortSignal): void {
		void watchAutoplay(this.#sound, { report, pressed: () => void this.unblock(), signal: this.#untilStopOr(signal) });
	}

	/** Tells what keeps the page from calling, before one tries. */
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
			// Fails only on a connection that has just been closed.
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
