import { css } from 'lit';

/**
 * The design tokens with their defaults, read once per element into private properties. They are set on the inner box,
 * not on `:host`, so that any ancestor can override them. All derive from few colours. As text, link or focus ring, the
 * accent is darkened or lightened as contrast requires. Sizes follow the page’s root font size within bounds, so that
 * neither 40 px nor the `62.5 %` trick breaks the layout.
 */
export const tokens = css`
	.base {
		--_surface: var(--voice-color-surface, var(--_page-surface, light-dark(#fff, #17191d)));
		--_text: var(--voice-color-text, var(--_page-text, light-dark(#1a1c1f, #ecedee)));
		--_raised: var(--voice-color-raised, color-mix(in srgb, var(--_text) 5%, var(--_surface)));
		--_pressed: color-mix(in srgb, var(--_text) 12%, var(--_surface));
		--_muted: var(--voice-color-muted, color-mix(in srgb, var(--_text) 68%, var(--_surface)));
		--_border: var(--voice-color-border, color-mix(in srgb, var(--_text) 15%, var(--_surface)));
		--_edge: color-mix(in srgb, var(--_text) 52%, var(--_surface));
		--_accent: var(--voice-color-accent, light-dark(#2459c8, #8fb4ff));
		--_accent-ink: light-dark(
			oklch(from var(--_accent) min(l, 0.465) c h),
			oklch(from var(--_accent) max(l, 0.77) c h)
		);
		--_answer: var(--voice-color-answer, light-dark(#177a3b, #57d68a));
		--_hangup: var(--voice-color-hangup, light-dark(#c4292f, #ff8b87));
		--_warning: var(--voice-color-warning, light-dark(#8a5200, #f2bd4b));
		--_space: var(--voice-space, clamp(4px, 0.25rem, 5px));
		--_radius: var(--voice-radius, clamp(12px, 0.75rem, 15px));
		--_target: var(--voice-target, clamp(44px, 2.75rem, 55px));
		--_size: var(--voice-font-size, clamp(16px, 1rem, 20px));
		--_duration: var(--voice-duration, 150ms);
	}

	@media (prefers-reduced-motion: reduce) {
		.base {
			--_duration: var(--voice-duration, 0s);
		}
	}

	@media (forced-colors: active) {
		.base {
			--_surface: Canvas;
			--_text: CanvasText;
			--_raised: Canvas;
			--_pressed: Canvas;
			--_muted: CanvasText;
			--_border: CanvasText;
			--_edge: CanvasText;
			--_accent: Highlight;
			--_accent-ink: LinkText;
			--_answer: CanvasText;
			--_hangup: CanvasText;
			--_warning: CanvasText;
		}
	}
`;
