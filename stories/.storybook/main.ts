import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
	stories: ['../*.stories.ts'],
	addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
	framework: '@storybook/web-components-vite',
	core: { disableTelemetry: true, disableWhatsNewNotifications: true },
	features: { sidebarOnboardingChecklist: false },
	viteFinal: (vite) => ({
		...vite,
		build: { ...vite.build, chunkSizeWarningLimit: 2000 },
		// Found only while a story loads, each of these would reload the page.
		optimizeDeps: { ...vite.optimizeDeps, include: [...(vite.optimizeDeps?.include ?? []), '@lit/context', 'jssip', 'linkify-it', 'lit', 'lit/decorators.js', 'lit/directives/guard.js', 'lit/directives/if-defined.js', 'lit/directives/live.js', 'lit/directives/repeat.js'] },
	}),
};

export default config;
