import type { Query } from '../../ports/store.ts'

/** What finds the runs or settlements of a ruleset, of all periods or one, newest first. Pure. */
export function byPeriod(ruleset: string, period?: string): Omit<Query, 'after' | 'limit'> {
  return {
    where: [
      { field: 'ruleset', operator: 'equal', value: ruleset },
      ...(period === undefined
        ? []
        : [{ field: 'period', operator: 'equal', value: period } as const]),
    ],
    sort: { field: 'knownAt', direction: 'descending' },
  }
}
