import { type Bundle, type Decision, type Finding, proveDecision } from '@jieli/engine'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryBundle } from '../arbitrary-decision.ts'
import { arbitraryTable } from './arbitrary-table.ts'
import { bruteFindings, casesOf } from './brute-findings.ts'

const asOf = '2025-01-01'

const findingsOf = ({ ruleset }: Bundle): readonly Finding[] =>
  proveDecision(ruleset, ruleset.decisions.find(({ id }) => id === 'sample') as Decision)

/** A finding in a word or two, as the brute force writes it. */
function named({ kind, lines, column }: Finding): string {
  const subjects = column === undefined ? lines : [column]
  const about = kind === 'overlap' || kind === 'conflict' || kind === 'tie' ? 2 : 1
  return [kind, ...subjects.slice(0, about)].join(' ')
}

it.each([
  ['tables', arbitraryTable, 150],
  ['lists of rules', arbitraryBundle, 100],
] as const)(
  'TB1 TB2 TB3 of %s exactly what deciding every case shows is found',
  (_, arbitrary, numRuns) => {
    fc.assert(
      fc.property(arbitrary, (bundle) => {
        const found = new Set(findingsOf(bundle).map(named))
        expect([...found].toSorted()).toEqual(bruteFindings(bundle, casesOf(bundle), asOf))
      }),
      { numRuns },
    )
  },
)
