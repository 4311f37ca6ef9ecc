import { UA, type Socket } from 'jssip';

/** A user agent of JsSIP alone, without a network: whoever has it is the network. */
export function plainReader(): (frame: string) => void {
	const socket = { url: 'ws://x.test', via_transport: 'WS', sip_uri: 'sip:x.test;transport=ws', connect: () => undefined, disconnect: () => undefined, send: () => true, onconnect: () => undefined, ondata: (_frame: string): void => undefined };
	const ua = new UA({ sockets: [socket as unknown as Socket], uri: 'sip:1000@voice.test', register: false });
	ua.start();
	socket.onconnect();
	return (frame) => socket.ondata(frame);
}
