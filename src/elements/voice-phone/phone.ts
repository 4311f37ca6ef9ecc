import { pageWiring } from './page-wiring.js';
import type { PhoneConfig } from '../../core/account/settings.js';
import { Phone as CorePhone } from '../../core/phone.js';
import type { PhoneWiring } from '../../core/phone-wiring.js';
import { connect } from '../../protocols.js';

/**
 * A phone wired to the protocols of this library and to the page's own devices: `new Phone({server, uri, password})`.
 */
export class Phone extends CorePhone {
	/** @throws {VoiceError} `configuration`, whose message names the attribute that is wrong. */
	constructor(config: PhoneConfig, wiring: Partial<PhoneWiring> = {}) {
		super(config, pageWiring({ connect, ...wiring }));
	}
}
