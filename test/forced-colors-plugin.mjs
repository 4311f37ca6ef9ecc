/** Lets a test page force colours, light or dark, as high contrast does. Puppeteer does not know that media feature, so the browser is asked in its own protocol. */
export function forcedColorsPlugin() {
	const clients = new WeakMap();
	const clientOf = (page) => {
		if (!clients.has(page)) clients.set(page, page.createCDPSession());
		return clients.get(page);
	};
	return {
		name: 'forced-colors',
		async executeCommand({ command, payload, session: { browser, id } }) {
			if (command !== 'force-colors') return undefined;
			const client = await clientOf(browser.getPage(id));
			await client.send('Emulation.setEmulatedMedia', { features: payload ? [{ name: 'forced-colors', value: 'active' }, { name: 'prefers-color-scheme', value: payload }] : [] });
			return true;
		},
	};
}
