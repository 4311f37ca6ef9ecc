import { queryMicrophone } from './call-obstacle.js';

/** A device that may be used is open by then, as a rule. */
const SOON_MS = 300;

/** Says so when the browser asks the user for a device, and does not just take a while to open it. Ends when it is known what came of it. */
export async function watchPrompt(outcome: Promise<unknown>, prompted: () => void): Promise<void> {
	const settled = outcome.then(() => true, () => true);
	const open = await Promise.race([settled, new Promise<false>((resolve) => setTimeout(() => resolve(false), SOON_MS))]);
	if (open) return;
	const state = (await queryMicrophone())?.state;
	if (state === 'granted' || state === 'denied') return;
	const over = await Promise.race([settled, Promise.resolve(false)]);
	if (!over) prompted();
}
