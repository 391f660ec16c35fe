/** The highest first. */
export const severities = ['error', 'acknowledge', 'warning', 'info'] as const

/**
 * `error` stops publishing, `acknowledge` stops it until somebody takes it on in words, `warning` deserves a look, `info` is
 * good to know.
 */
export type Severity = (typeof severities)[number]
