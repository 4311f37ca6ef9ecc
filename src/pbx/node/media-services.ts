import type { PbxService } from '../service.js';
import { DigitsService } from './digits-service.js';
import { EchoService } from './echo-service.js';
import { mediaAddresses } from './media-addresses.js';
import { RoomService } from './room-service.js';
import { ToneService } from './tone-service.js';

/** The numbers to try, as in the usual demo dial plan: echo, tone, rooms, digits, and a trunk that anybody may call. */
export function mediaServices(host: string): readonly PbxService[] {
	const options = { addresses: mediaAddresses(host) };
	return [
		new EchoService('9196', options),
		new ToneService('9197', options),
		new RoomService(/^3[05]\d\d$/, options),
		new DigitsService('5000', options),
		new EchoService('07010002000', { ...options, isOpen: true }),
	];
}
