import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { PhoneController } from '../../src/controllers/phone-controller.js';
import { SurfaceController } from '../../src/controllers/surface-controller.js';
import type { Phone } from '../../src/core/phone.js';

/** The least that is a face: it finds a phone, can answer, and shows what is true of that phone. */
export class TestFace extends LitElement {
	readonly finder = new PhoneController(this);

	@property({ attribute: false }) phone: Phone | undefined;

	@property({ attribute: 'phone-id' }) phoneId: string | undefined;

	constructor() {
		super();
		new SurfaceController(this, () => this.finder.phone);
	}

	protected override render(): string {
		const { state } = this.finder;
		return state ? `${state.connection.phase}, ${state.calls.length} calls` : 'no phone';
	}
}

/** Defines such a face under a name, also under that of a real one on a page that has none. */
export function defineTestFace(name: string): void {
	if (!customElements.get(name)) customElements.define(name, class extends TestFace {});
}

defineTestFace('test-face');

declare global {
	interface HTMLElementTagNameMap {
		'test-face': TestFace;
	}
}
