import { sameAccount, type Address } from '../../core/address.js';
import type { CallState } from '../../core/call/call-state.js';
import { ownProperties } from '../../core/own-properties.js';
import type { PhoneState } from '../../core/phone-state.js';
import { ownView } from './own-view.js';
import type { CallParty } from './wording.js';

type Called = Pick<CallState, 'direction' | 'label' | 'remote'>;

/** A party, with the label of the button that this page last called it by. */
export function knownParty(state: PhoneState | undefined, remote: Address): CallParty {
	const label = calledOf(state).findLast((called) => called.label && sameAccount(called.remote.uri, remote.uri))?.label;
	return ownProperties<CallParty>({ remote }, label ? { label } : undefined);
}

/** The label of the button of the last call; empty if there was none. */
export function lastLabel(state: PhoneState | undefined): string {
	return calledOf(state).findLast(({ direction }) => direction === 'outgoing')?.label ?? '';
}

/** Past and current calls, oldest first. */
function calledOf(state: PhoneState | undefined): readonly Called[] {
	return [...(state?.history ?? []), ...(state?.calls ?? [])].map((called) => ownView<Called>(called));
}
