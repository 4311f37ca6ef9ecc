import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Call } from '../core/call/call.js';
import { ownProperties } from '../core/own-properties.js';

/** Events of a call, a stream or a track. */
const EVENTS = ['media', 'addtrack', 'removetrack', 'mute', 'unmute', 'ended'];

/**
 * Updates its host when a video track of a call starts or ends, on either side. Tracks are not part of a call’s state.
 */
export class PictureController implements ReactiveController {
	readonly #host: ReactiveControllerHost;
	readonly #read: () => Call | undefined;
	#watched: readonly EventTarget[] = [];
	#end = new AbortController();

	constructor(host: ReactiveControllerHost, read: () => Call | undefined) {
		this.#host = host;
		this.#read = read;
		host.addController(this);
	}

	hostUpdated(): void {
		const call = this.#read();
		this.#watch(call ? [call, ...streamsOf(call).flatMap((stream) => [stream, ...stream.getVideoTracks()])] : []);
	}

	hostDisconnected(): void {
		this.#watch([]);
	}

	#watch(targets: readonly EventTarget[]): void {
		if (
			targets.length === this.#watched.length
			&& targets.every((target, index) => target === this.#watched[index])
		)
			return;
		this.#end.abort();
		this.#end = new AbortController();
		this.#watched = targets;
		for (const target of targets) {
			for (const type of EVENTS)
				target.addEventListener(
					type,
					() => this.#host.requestUpdate(),
					ownProperties({ signal: this.#end.signal }),
				);
		}
	}
}

function streamsOf({ remoteStream, localStream }: Call): readonly MediaStream[] {
	return [remoteStream, localStream].filter((stream) => stream !== undefined);
}
