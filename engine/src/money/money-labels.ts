import { type Bundle, originOf } from '../model/bundle.ts'
import { type Citation, clauseOf } from '../model/citation.ts'
import type { Text } from '../model/text.ts'

/** The clauses cited, `DP-27、DP-30`. Pure. */
export function clausesOf(cites: readonly Citation[]): string {
  return cites.map(clauseOf).join('、')
}

/** Where a rule comes from: its clauses and the ruleset that says so. Pure. */
export function sourceOf(bundle: Bundle, path: string, cites: readonly Citation[]): Text {
  const origin = originOf(bundle, path)
  const clauses = cites.map(clauseOf)
  return { zh: [...clauses, origin].join('，'), en: [...clauses, origin].join(', ') }
}
