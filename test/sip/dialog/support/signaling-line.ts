import { SipSession } from '../../../../src/sip/sip-session.js';
import { SipSignaling } from '../../../../src/sip/sip-signaling.js';
import { accountOf, type LineOptions, type OurLine } from './test-line.js';

/** The line that phones have. */
export class SignalingLine extends SipSignaling implements OurLine {
	#tell: (session: SipSession) => void = () => undefined;

	constructor(options: LineOptions) {
		super();
		this.start(accountOf(options), (fact) => {
			if (fact.type === 'session' && fact.session instanceof SipSession) this.#tell(fact.session);
		});
	}

	override invite(...call: Parameters<SipSignaling['invite']>): SipSession {
		return super.invite(...call) as SipSession;
	}

	onSession(listener: (session: SipSession) => void): void {
		this.#tell = listener;
	}
}
