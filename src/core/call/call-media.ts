import { cameraError, captureError } from './capture-error.js';
import { ownProperties } from '../own-properties.js';
import type { CaptureWish, HearingReport, Media, MediaSource, Uplink } from '../ports/media.js';
import type { VoiceError } from '../voice-error.js';

export interface CallMediaOptions {
	readonly end: AbortSignal;
	/** Told what the call goes on without. */
	readonly lacks: (error: VoiceError) => void;
	/** Told that the browser asks the user for a device, and when it has its answer. */
	readonly prompt: (open: boolean) => void;
}

/** The sound and picture of one call: what it sends, plays and measures. All of it ends when the signal aborts. */
export class CallMedia {
	readonly #media: Media;
	readonly #end: AbortSignal;
	readonly #lacks: (error: VoiceError) => void;
	readonly #prompt: (open: boolean) => void;
	#uplink: Uplink | undefined;
	#capturing: Promise<MediaStream> | undefined;
	#audible = true;
	#visible = true;
	#played: MediaStream | undefined;
	#playing = new AbortController();
	#watched: RTCPeerConnection | undefined;
	#watching = new AbortController();

	constructor(media: Media, { end, lacks, prompt }: CallMediaOptions) {
		this.#media = media;
		this.#end = end;
		this.#lacks = lacks;
		this.#prompt = prompt;
		end.addEventListener('abort', () => this.#uplink?.stop());
	}

	/** What we send. */
	get stream(): MediaStream | undefined {
		return this.#uplink?.stream;
	}

	/** Whether our sound leaves this machine; also true of what is captured later. */
	set audible(audible: boolean) {
		this.#audible = audible;
		if (this.#uplink) this.#uplink.audible = audible;
	}

	/** The same of our picture. */
	set visible(visible: boolean) {
		this.#visible = visible;
		if (this.#uplink) this.#uplink.visible = visible;
	}

	/** What the call sends, opened when the session asks for it. `withdrawn` takes the wish back until then; `acquired` is called when nothing does any more. */
	source(wish: CaptureWish, options?: { readonly withdrawn?: AbortSignal | undefined; readonly acquired?: () => void }): MediaSource {
		const { withdrawn, acquired } = ownProperties<{ withdrawn?: AbortSignal | undefined; acquired?: () => void }>(options);
		return {
			wish,
			acquire: async (asked, signal) => {
				const stream = await this.#capture(asked, AbortSignal.any([this.#end, signal, ...(withdrawn ? [withdrawn] : [])]));
				acquired?.();
				return stream;
			},
		};
	}

	/** As `source()`, for a call that goes on whatever happens: without a microphone it sends nothing, and `lacks` says so. */
	sourceOrSilence(wish: CaptureWish): MediaSource {
		const source = this.source(wish);
		const acquire = async (asked: CaptureWish, signal: AbortSignal): Promise<MediaStream> => {
			try {
				return await source.acquire(asked, signal);
			} catch (thrown) {
				if (signal.aborted || this.#end.aborted) throw thrown;
				this.#lacks(captureError(thrown));
				return new MediaStream();
			}
		};
		return { wish, acquire };
	}

	/** Plays what arrives now; what arrived before falls silent. */
	play(stream: MediaStream | undefined): void {
		if (stream === this.#played || this.#end.aborted) return;
		this.#played = stream;
		this.#playing.abort();
		this.#playing = new AbortController();
		if (stream) this.#media.play(stream, AbortSignal.any([this.#end, this.#playing.signal]));
	}

	/** Whether it was heard that the call is about to be answered unasked. */
	async announced(): Promise<boolean> {
		try {
			await this.#media.playAutoAnswerTone();
			return true;
		} catch {
			return false;
		}
	}

	/** Measures this connection, and none before it any more. */
	watch(connection: RTCPeerConnection | undefined, report: (hearing: HearingReport) => void): void {
		if (connection === this.#watched || this.#end.aborted) return;
		this.#watched = connection;
		this.#watching.abort();
		this.#watching = new AbortController();
		if (connection) this.#media.watch(connection, report, AbortSignal.any([this.#end, this.#watching.signal]));
	}

	/** One capture at a time; a second wish waits for the first, and a failed one may be tried again, as one that the signal ended. */
	#capture(wish: CaptureWish, signal: AbortSignal): Promise<MediaStream> {
		this.#capturing ??= this.#open(wish, signal).catch((cause: unknown) => {
			this.#capturing = undefined;
			throw captureError(cause);
		});
		return this.#capturing;
	}

	/** The call may have ended in the very moment in which the microphone was granted. */
	async #open({ video }: CaptureWish, signal: AbortSignal): Promise<MediaStream> {
		const uplink = await (video ? this.#captureVideo(signal) : this.#captureVoice(signal)).finally(() => this.#prompt(false));
		if (signal.aborted) uplink.stop();
		signal.throwIfAborted();
		uplink.audible = this.#audible;
		uplink.visible = this.#visible;
		this.#uplink = uplink;
		return uplink.stream;
	}

	/** Who has no camera talks all the same. */
	async #captureVideo(signal: AbortSignal): Promise<Uplink> {
		try {
			return await this.#media.capture({ audio: true, video: true }, signal, () => this.#prompt(true));
		} catch (cause) {
			signal.throwIfAborted();
			const uplink = await this.#captureVoice(signal);
			this.#lacks(cameraError(cause));
			return uplink;
		}
	}

	#captureVoice(signal: AbortSignal): Promise<Uplink> {
		return this.#media.capture({ audio: true, video: false }, signal, () => this.#prompt(true));
	}
}
