import type { Page } from 'puppeteer-core';

/** Shows every frame of the WebSockets of a page in Chromium from now on. */
export async function watchFrames(page: Page, direction: 'Sent' | 'Received', watch: (text: string) => void): Promise<void> {
	const session = await page.createCDPSession();
	await session.send('Network.enable');
	session.on(`Network.webSocketFrame${direction}`, ({ response }) => watch(response.payloadData));
}
