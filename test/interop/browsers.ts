import { launch, type Browser } from 'puppeteer-core';
import { chromiumArguments, installedChromium } from '../chromium.mjs';
import { firefoxOptions, installedFirefox } from '../firefox.mjs';
import { hasNullSound, startNullSound } from '../null-sound.mjs';

/** In which a suite runs. */
export const browsers = ['chromium', 'firefox'] as const;
export type BrowserName = (typeof browsers)[number];

/** Why a browser cannot telephone here. */
export function lackOf(name: BrowserName): string | undefined {
	if (name === 'chromium' || (installedFirefox() && hasNullSound())) return undefined;
	return 'Firefox or PulseAudio is not installed: apt-get install firefox-esr pulseaudio';
}

/** A browser with a sound card where it needs one, and the way to end both. */
export interface StartedBrowser {
	readonly browser: Browser;
	close(): Promise<void>;
}

/** A `trusting` browser takes every certificate. */
export async function startBrowser(name: BrowserName, { trusting = false } = {}): Promise<StartedBrowser> {
	const common = { headless: true, acceptInsecureCerts: trusting };
	if (name === 'chromium') {
		const browser = await launch({ ...common, executablePath: installedChromium() ?? '', args: chromiumArguments() });
		return { browser, close: () => browser.close() };
	}
	const sound = await startNullSound();
	const browser = await launch({ ...common, ...firefoxOptions(), env: { ...process.env, ...sound.environment } });
	return { browser, close: () => browser.close().finally(sound.stop) };
}
