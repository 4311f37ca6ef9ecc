import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { delimiter, join } from 'node:path';

const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge', 'msedge', 'chrome.exe', 'msedge.exe'];
const windowsFolders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? []);
const usualPlaces = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
	...windowsFolders.flatMap((folder) => [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')]),
];

/** The browser that CHROME_PATH names, else one that is installed. */
export function installedChromium() {
	const named = process.env.CHROME_PATH;
	if (named) return existsSync(named) ? named : undefined;
	const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
	return [...onPath, ...usualPlaces].find((file) => existsSync(file));
}

/**
 * Switches for a browser that telephones with a false microphone and asks nobody.
 * Loopback candidates are allowed only where there is no other interface: beside one, two working paths confuse servers that keep one address.
 */
export function chromiumArguments() {
	const onlyLoopback = Object.values(networkInterfaces()).flat().every((address) => address?.internal);
	return [
		'--no-sandbox',
		'--disable-gpu',
		'--disable-dev-shm-usage',
		'--use-fake-device-for-media-stream',
		'--use-fake-ui-for-media-stream',
		'--autoplay-policy=no-user-gesture-required',
		...(onlyLoopback ? ['--allow-loopback-in-peer-connection'] : []),
	];
}
