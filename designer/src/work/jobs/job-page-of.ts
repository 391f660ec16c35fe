import type { Job } from '@jieli/server/contracts'

/** The page that shows what a job made; undefined where there is none. Pure. */
export function jobPageOf({ kind, ruleset, result }: Job): string | undefined {
  if (result === null) return undefined
  if (kind === 'import') return `/assessment/${encodeURIComponent(ruleset)}/close`
  return result.href?.replace(/^\/api\/v1/, '')
}
