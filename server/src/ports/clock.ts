/** The one place the server asks what time it is; tests hand in a clock they can turn. */
export interface Clock {
  /**
   * The present as an ISO 8601 date-time with its offset, `2026-03-01T09:30:00.000+08:00`: always the
   * same offset and the same length, so that texts sort as moments do.
   */
  now(): string
}
