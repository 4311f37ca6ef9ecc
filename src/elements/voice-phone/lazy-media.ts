import type { CaptureWish, HearingReport, Levels, Media, Ringing, Uplink } from '../../core/ports/media.js';
import { VoiceError } from '../../core/voice-error.js';
import { watchObstacle } from '../../media/call-obstacle.js';

/**
 * The devices and the sound of a page, whose code is fetched when they are first wanted: a phone that only stands there
 * costs nothing of it. What is asked meanwhile is done when it is there, unless it has become pointless by then.
 */
export class LazyMedia implements Media {
	onBlockedChange: (() => void) | undefined = undefined;
	readonly #make: () => Promise<Media>;
	#making: Promise<Media> | undefined;
	#media: Media | undefined;
	#ringtone: string | undefined;
	#ringing: Ringing | undefined;

	/** `make` is called again when it failed. */
	constructor(make: () => Promise<Media>) {
		this.#make = make;
	}

	get blocked(): boolean {
		return this.#media?.blocked ?? false;
	}

	get ringtone(): string | undefined {
		return this.#ringtone;
	}

	set ringtone(url: string | undefined) {
		this.#ringtone = url;
		if (this.#media) this.#media.ringtone = url;
	}

	/** Fetches the code. Rejects with `server-unreachable`. */
	ready(): Promise<Media> {
		this.#making ??= this.#make().then(
			(media) => this.#adopt(media),
			(cause: unknown) => {
				this.#making = undefined;
				throw new VoiceError('server-unreachable', 'A part of the phone could not be loaded. Check the network, then try again.', { cause });
			},
		);
		return this.#making;
	}

	async capture(wish: CaptureWish, signal: AbortSignal, prompted?: () => void): Promise<Uplink> {
		const media = this.#media ?? (await this.ready());
		signal.throwIfAborted();
		return media.capture(wish, signal, prompted);
	}

	play(stream: MediaStream, signal: AbortSignal): void {
		void this.#when((media) => signal.aborted || media.play(stream, signal));
	}

	ring(ringing: Ringing | undefined): void {
		this.#ringing = ringing;
		if (ringing || this.#media) void this.#when((media) => media.ring(this.#ringing));
	}

	async playAutoAnswerTone(): Promise<void> {
		await (await this.ready()).playAutoAnswerTone();
	}

	keyTone(digit: string): void {
		void this.#when((media) => media.keyTone(digit));
	}

	watch(connection: RTCPeerConnection, report: (hearing: HearingReport) => void, signal: AbortSignal): void {
		void this.#when((media) => signal.aborted || media.watch(connection, report, signal));
	}

	watchRing(report: (silent: boolean) => void, signal: AbortSignal): void {
		void this.#when((media) => signal.aborted || media.watchRing?.(report, signal));
	}

	/** Said before anything else is fetched. */
	watchObstacle(report: (obstacle: DOMException | undefined) => void, signal: AbortSignal): void {
		watchObstacle({ devices: navigator.mediaDevices, report, signal });
	}

	async levels(connection: RTCPeerConnection): Promise<Levels> {
		return (await this.ready()).levels(connection);
	}

	/** Nothing was refused before the code is there; so the gesture is never wasted on fetching. */
	async unblock(): Promise<void> {
		await this.#media?.unblock();
	}

	stop(): void {
		this.#ringing = undefined;
		this.#media?.stop();
	}

	#adopt(media: Media): Media {
		media.ringtone = this.#ringtone;
		media.onBlockedChange = () => this.onBlockedChange?.();
		this.#media = media;
		return media;
	}

	/** Sound that cannot be had, or fails, is no reason to end a call: its `hears` will say so. */
	async #when(action: (media: Media) => unknown): Promise<void> {
		try {
			action(this.#media ?? (await this.ready()));
		} catch {
			return;
		}
	}
}
