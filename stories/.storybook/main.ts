import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
	stories: ['../*.stories.ts'],
	addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
	framework: '@storybook/web-components-vite',
	core: { disableTelemetry: true, disableWhatsNewNotifications: true },
	features: { sidebarOnboardingChecklist: false },
	viteFinal: (vite) => ({ ...vite, build: { ...vite.build, chunkSizeWarningLimit: 2000 } }),
};

export default config;
