import { queryMicrophone } from './call-obstacle.js';

/** A permitted device usually opens within this time. */
const SOON_MS = 300;

/** Calls `prompted` when the browser prompts the user for a device, and not while it merely opens one. */
export async function watchPrompt(outcome: Promise<unknown>, prompted: () => void): Promise<void> {
	const settled = outcome.then(() => true, () => true);
	const open = await Promise.race([
		settled,
		new Promise<false>((resolve) => setTimeout(() => resolve(false), SOON_MS)),
	]);
	if (open) return;
	const state = (await queryMicrophone())?.state;
	if (state === 'granted' || state === 'denied') return;
	const over = await Promise.race([settled, Promise.resolve(false)]);
	if (!over) prompted();
}
