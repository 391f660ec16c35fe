/** `error` stops publishing, `warning` deserves a look, `info` is good to know. */
export type Severity = 'error' | 'warning' | 'info'
