import { ownProperties } from '../core/own-properties.js';
import { abortable } from './abortable.js';
import { OpenDevice, type Claim, type Kind, type TrackLease } from './open-device.js';
import { isWithheld } from './permissions-policy.js';

/** The members used of `navigator.mediaDevices`, which is absent on insecure pages. */
export type Devices = Pick<MediaDevices, 'getUserMedia'>
	& Partial<Pick<MediaDevices, 'addEventListener' | 'enumerateDevices'>>;

/**
 * Opens microphone and camera once for all calls, and closes them with the last one. Concurrent requests share a
 * prompt; microphone and camera together are one prompt.
 */
export class SharedDevices {
	readonly #devices: Devices | undefined;
	readonly #chosen = new Map<Kind, string | undefined>();
	readonly #open = new Map<Kind, OpenDevice>();

	constructor(devices: Devices | undefined) {
		this.#devices = devices;
	}

	/** Selects the device to open from now on; leases in use stay. `undefined` leaves the choice to the browser. */
	choose(kind: Kind, deviceId: string | undefined): void {
		if (deviceId === this.#chosen.get(kind)) return;
		this.#chosen.set(kind, deviceId);
		this.#open.delete(kind);
	}

	/** Acquires a track of each kind. Rejects with an `AbortError`, or with the error of `getUserMedia`. */
	async acquire(kinds: readonly Kind[], signal: AbortSignal): Promise<TrackLease[]> {
		const claims = signal.aborted ? [] : this.#claim(kinds);
		try {
			await abortable(Promise.all(claims.map(({ granted }) => granted)), signal);
			return claims.map((claim) => claim.acquire());
		} catch (error) {
			for (const claim of claims) claim.drop();
			throw error;
		}
	}

	/** Acquires a replacement for a lost device. If there is none, it waits until one is plugged in. */
	async replace(kind: Kind, signal: AbortSignal): Promise<TrackLease[]> {
		// Before the request: a device may be plugged in while the browser still looks for one.
		const plugged = this.#nextChange(signal);
		try {
			return await this.acquire([kind], signal);
		} catch (error) {
			if (signal.aborted || !plugged) throw error;
			await abortable(plugged, signal);
			return this.replace(kind, signal);
		}
	}

	#claim(kinds: readonly Kind[]): Claim[] {
		const asked = kinds.filter((kind) => !this.#open.get(kind)?.serves(kinds));
		const prompt = asked.length > 0 ? this.#ask(asked) : undefined;
		if (prompt) for (const kind of asked) this.#open.set(kind, new OpenDevice(kind, { prompt, asked }));
		return kinds.flatMap((kind) => this.#open.get(kind)?.claim() ?? []);
	}

	async #ask(kinds: readonly Kind[]): Promise<MediaStream> {
		const devices = this.#devices ?? refuse();
		if (isWithheld(kinds)) throw new DOMException('The embedding page does not allow the device.', 'PolicyError');
		try {
			return await devices.getUserMedia(this.#constraints(kinds));
		} catch (error) {
			if (!isOverconstrained(error) || !kinds.some((kind) => this.#chosen.get(kind))) throw error;
			return devices.getUserMedia(ownProperties(Object.fromEntries(kinds.map((kind) => [kind, true]))));
		}
	}

	#constraints(kinds: readonly Kind[]): MediaStreamConstraints {
		return ownProperties(Object.fromEntries(kinds.map((kind) => {
			const deviceId = this.#chosen.get(kind);
			return [kind, deviceId ? ownProperties({ deviceId: ownProperties({ exact: deviceId }) }) : true];
		})));
	}

	#nextChange(signal: AbortSignal): Promise<unknown> | undefined {
		const devices = this.#devices;
		if (!devices?.addEventListener) return undefined;
		return new Promise((resolve) =>
			devices.addEventListener?.('devicechange', resolve, ownProperties({ signal, once: true })),
		);
	}
}

function isOverconstrained(error: unknown): boolean {
	return error instanceof Error && error.name === 'OverconstrainedError';
}

function refuse(): never {
	throw isSecureContext
		? new DOMException('This browser offers no microphone or camera.', 'NotSupportedError')
		: new DOMException('Microphone and camera require HTTPS or localhost.', 'SecurityError');
}
