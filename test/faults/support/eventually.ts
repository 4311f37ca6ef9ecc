import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something is so that tells nobody. */
export async function eventually(isSo: () => boolean | Promise<boolean>, what: string, timeoutMs = 45_000): Promise<void> {
	for (const endsAt = Date.now() + timeoutMs; !(await isSo()); await pause(50)) {
		if (Date.now() > endsAt) throw new Error(`Not in ${timeoutMs / 1000} s: ${what}`);
	}
}
