/** What this page has taken and not given back. To be imported before anything that takes: it counts from then on. */
export interface Held {
	/** That have neither run nor been cleared. */
	readonly timers: number;
	/** Not closed. */
	readonly connections: number;
	readonly sockets: number;
	/** Live, of microphones and of whatever else sends. */
	readonly tracks: number;
}

const timers = new Set<number>();
const connections = new Set<WeakRef<RTCPeerConnection>>();
const sockets = new Set<WeakRef<WebSocket>>();
const tracks = new Set<WeakRef<MediaStreamTrack>>();

countTimers();
window.RTCPeerConnection = counted(window.RTCPeerConnection, connections);
window.WebSocket = counted(window.WebSocket, sockets);
countTracks();

export function held(): Held {
	return {
		timers: timers.size,
		connections: alive(connections).filter(({ signalingState }) => signalingState !== 'closed').length,
		sockets: alive(sockets).filter(({ readyState }) => readyState <= WebSocket.OPEN).length,
		tracks: alive(tracks).filter(({ readyState }) => readyState === 'live').length,
	};
}

function countTimers(): void {
	const [set, repeat, clear] = [window.setTimeout.bind(window), window.setInterval.bind(window), window.clearTimeout.bind(window)];
	const noted = (timer: unknown): number => {
		timers.add(timer as number);
		return timer as number;
	};
	const forget = (timer?: number): void => {
		if (timer !== undefined) timers.delete(timer);
		clear(timer);
	};
	const once = (work: () => void, ms?: number): number => {
		const timer = noted(set(() => {
			timers.delete(timer);
			work();
		}, ms));
		return timer;
	};
	Object.assign(window, { setTimeout: once, clearTimeout: forget, setInterval: (work: () => void, ms?: number) => noted(repeat(work, ms)), clearInterval: forget });
}

function counted<Made extends object, Args extends unknown[]>(original: new (...args: Args) => Made, made: Set<WeakRef<Made>>): never {
	return new Proxy(original, {
		construct: (target, args, newTarget) => {
			const one: Made = Reflect.construct<Args, Made>(target, args as unknown as Args, newTarget as never);
			made.add(new WeakRef(one));
			return one;
		},
	}) as never;
}

/** The browser makes them where it is asked for devices, and where one is cloned. */
function countTracks(): void {
	const { mediaDevices } = navigator;
	const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
	const clone: () => MediaStreamTrack = Reflect.get(MediaStreamTrack.prototype, 'clone');
	mediaDevices.getUserMedia = async (constraints) => {
		const stream = await getUserMedia(constraints);
		for (const track of stream.getTracks()) tracks.add(new WeakRef(track));
		return stream;
	};
	MediaStreamTrack.prototype.clone = function (this: MediaStreamTrack) {
		const track = clone.call(this);
		tracks.add(new WeakRef(track));
		return track;
	};
}

function alive<Kept extends object>(kept: Set<WeakRef<Kept>>): Kept[] {
	for (const one of kept) if (!one.deref()) kept.delete(one);
	return [...kept].map((one) => one.deref()).filter((one) => one !== undefined);
}
