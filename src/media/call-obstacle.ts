import { ownProperties } from '../core/own-properties.js';
import { isWithheld } from './permissions-policy.js';

/** What is asked of `navigator.mediaDevices`; absent where the page is insecure. */
export type ListedDevices = Partial<Pick<MediaDevices, 'enumerateDevices' | 'addEventListener'>>;

export interface ObstacleOptions {
	readonly devices: ListedDevices | undefined;
	/** Given the error that `getUserMedia` would give; nothing where a call can be tried. */
	readonly report: (obstacle: DOMException | undefined) => void;
	readonly signal: AbortSignal;
}

/** Tells what keeps this page from calling, now and whenever that changes. It asks the user nothing and opens no device. */
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

/** What stays as long as the page does. */
function lastingObstacle(devices: ListedDevices | undefined): DOMException | undefined {
	if (!isSecureContext) return new DOMException('Microphones are open only to pages served by HTTPS or from localhost.', 'SecurityError');
	if (!devices || typeof RTCPeerConnection === 'undefined') return new DOMException('This browser has no WebRTC.', 'NotSupportedError');
	return isWithheld(['audio']) ? new DOMException('The page around this one keeps the microphone for itself.', 'PolicyError') : undefined;
}

async function passingObstacle(devices: ListedDevices | undefined, permission: PermissionStatus | undefined): Promise<DOMException | undefined> {
	if (permission?.state === 'denied') return new DOMException('The microphone is blocked.', 'NotAllowedError');
	return (await hasMicrophone(devices)) ? undefined : new DOMException('There is no microphone.', 'NotFoundError');
}

/** A browser names the kinds of devices to whoever asks, and their labels only after permission. */
async function hasMicrophone(devices: ListedDevices | undefined): Promise<boolean> {
	try {
		const all = await devices?.enumerateDevices?.();
		return all?.some(({ kind }) => kind === 'audioinput') ?? true;
	} catch {
		return true;
	}
}

/** Some browsers have no such permission, or do not tell it. */
export async function queryMicrophone(): Promise<PermissionStatus | undefined> {
	try {
		return await navigator.permissions.query(ownProperties({ name: 'microphone' }));
	} catch {
		return undefined;
	}
}
