import { ownProperties } from '../core/own-properties.js';
import { isWithheld } from './permissions-policy.js';

/** The members used of `navigator.mediaDevices`, which is absent on insecure pages. */
export type ListedDevices = Partial<Pick<MediaDevices, 'enumerateDevices' | 'addEventListener'>>;

export interface ObstacleOptions {
	readonly devices: ListedDevices | undefined;
	/** Called with the error that `getUserMedia` would reject with; `undefined` if a call can be tried. */
	readonly report: (obstacle: DOMException | undefined) => void;
	readonly signal: AbortSignal;
}

/**
 * Reports what prevents calls on this page, now and on every change. It neither prompts the user nor opens a device.
 */
export function watchObstacle({ devices, report, signal }: ObstacleOptions): void {
	let latest = 0;
	const permission = queryMicrophone();
	const look = async (): Promise<void> => {
		const turn = ++latest;
		const obstacle = lastingObstacle(devices) ?? (await passingObstacle(devices, await permission));
		if (turn === latest && !signal.aborted) report(obstacle);
	};
	devices?.addEventListener?.('devicechange', () => void look(), ownProperties({ signal }));
	void permission.then((status) => status?.addEventListener('change', () => void look(), ownProperties({ signal })));
	void look();
}

/** Obstacles that last as long as the page. */
function lastingObstacle(devices: ListedDevices | undefined): DOMException | undefined {
	if (!isSecureContext) return new DOMException('The microphone requires HTTPS or localhost.', 'SecurityError');
	if (!devices || typeof RTCPeerConnection === 'undefined')
		return new DOMException('This browser has no WebRTC.', 'NotSupportedError');
	return isWithheld(['audio'])
		? new DOMException('The embedding page does not allow the microphone.', 'PolicyError')
		: undefined;
}

async function passingObstacle(
	devices: ListedDevices | undefined,
	permission: PermissionStatus | undefined,
): Promise<DOMException | undefined> {
	if (permission?.state === 'denied') return new DOMException('The microphone is blocked.', 'NotAllowedError');
	return (await hasMicrophone(devices)) ? undefined : new DOMException('There is no microphone.', 'NotFoundError');
}

/** Browsers list the kinds of devices without a permission; only labels require one. */
async function hasMicrophone(devices: ListedDevices | undefined): Promise<boolean> {
	try {
		const all = await devices?.enumerateDevices?.();
		return all?.some(({ kind }) => kind === 'audioinput') ?? true;
	} catch {
		return true;
	}
}

/** Some browsers do not support this permission. */
export async function queryMicrophone(): Promise<PermissionStatus | undefined> {
	try {
		return await navigator.permissions.query(ownProperties({ name: 'microphone' }));
	} catch {
		return undefined;
	}
}
