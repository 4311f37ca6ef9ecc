import type { PbxService } from '../service.js';
import { DigitsService } from './digits-service.js';
import { EchoService } from './echo-service.js';
import { mediaAddresses } from './media-addresses.js';
import { RoomService } from './room-service.js';
import { ToneService } from './tone-service.js';

/**
 * Test numbers as in the usual demo dial plans: 9196 echo, 9197 tone, 30xx and 35xx rooms, 5000 digits, and
 * 07010002000, an echo that needs no password.
 */
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
