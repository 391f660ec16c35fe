/** Where the versions of a ruleset are shown. Pure. */
export function versionsAddress(id: string): string {
  return `/rulesets?versions=${encodeURIComponent(id)}`
}
