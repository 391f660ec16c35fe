/** Whether the reader's system asks pages to move as little as they can (WCAG 2.3.3). */
export const lessMotion: boolean =
  globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false

/** How long a chart takes to bring another part of itself into view, in milliseconds. */
export const panTime = lessMotion ? 0 : 250
