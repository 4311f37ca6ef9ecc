import { existsSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { browserTestFiles } from './shares.mjs';

const commands = ['firefox-esr', 'firefox', 'firefox.exe'];
const macPlace = '/Applications/Firefox.app/Contents/MacOS/firefox';

/** The browser that FIREFOX_PATH names, else one that is installed. */
export function installedFirefox() {
	const named = process.env.FIREFOX_PATH;
	if (named) return existsSync(named) ? named : undefined;
	const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	return [...commands.flatMap((command) => folders.map((folder) => join(folder, command))), macPlace].find((file) => existsSync(file));
}

/** What runs in Firefox, too: telephones, elements, what is between them, and media. JsSIP's defects (`test/sip/jssip-defects`) pass there as well, and take long. */
const folders = ['phone', 'elements', 'controllers', 'context', 'i18n', 'media', 'rtc'].map((folder) => join('test', folder) + sep);

/** What does not, and why. */
const onlyInChromium = [
	// Statistics of Firefox do not tell how loud a microphone is: there is no `audioLevel` in `media-source`.
	'test/media/watch.test.ts',
	// Takes silent statistics for proof that nothing plays: those of Firefox tell how loud a call is that nobody plays.
	'test/media/page-media.test.ts',
].map((file) => join(file));

export function firefoxTestFiles() {
	return browserTestFiles().filter((file) => folders.some((folder) => file.startsWith(folder)) && !onlyInChromium.includes(file));
}

/**
 * Options of Puppeteer for a Firefox that telephones with a false microphone, asks nobody, and shows its addresses as literals, as servers that do not trickle need them.
 * @returns {import('puppeteer-core').LaunchOptions}
 */
export function firefoxOptions() {
	return {
		browser: 'firefox',
		executablePath: installedFirefox() ?? '',
		headless: true,
		extraPrefsFirefox: {
			'media.navigator.streams.fake': true,
			'media.navigator.permission.disabled': true,
			'media.autoplay.default': 0,
			'media.autoplay.blocking_policy': 0,
			'media.autoplay.block-webaudio': false,
			'media.peerconnection.ice.obfuscate_host_addresses': false,
			'media.peerconnection.ice.loopback': true,
		},
	};
}

/** Shell commands for a network with an interface beside loopback, over which alone Firefox telephones; its other end is loose. */
export const wire = [
	'ip link add near type veth peer name far',
	'ip address add 192.0.2.1/24 dev near',
	'ip link set near up',
	'ip link set far up',
	'ip route add default via 192.0.2.2',
].join(' && ');
