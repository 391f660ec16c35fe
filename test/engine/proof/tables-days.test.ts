import {
  type Bundle,
  type Decision,
  type Finding,
  proveDecision,
  type TableRow,
} from '@jieli/engine'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bundleOf } from '../make-ruleset.ts'
import { arbitraryTable } from './arbitrary-table.ts'
import { bruteFindings, casesOf, linesOf, withDecision } from './brute-findings.ts'
import { confirms } from './confirms.ts'

/** The first day of each stretch in which nothing changes. */
const days = ['2025-01-01', '2025-07-01', '2026-01-01']
const dates = fc.record(
  {
    from: fc.constantFrom('2025-07-01', '2026-01-01'),
    to: fc.constantFrom('2025-06-30', '2025-12-31'),
  },
  { requiredKeys: [] },
)

/** A table whose rows begin and end, and whose parameter changes its value. */
const datedTable = fc
  .tuple(arbitraryTable, fc.array(dates, { minLength: 6, maxLength: 6 }), fc.nat(3))
  .map(([bundle, spans, later]) => {
    const table = decisionOf(bundle) as Decision & { kind: 'table' }
    const rows = table.rows.map((row, at): TableRow => ({ ...row, ...spans[at] }))
    const [parameter] = bundle.ruleset.parameters
    const values = [...(parameter?.values ?? []), { from: '2026-01-01', value: later }]
    const { ruleset } = withDecision(bundle, { ...table, rows })
    return bundleOf({ ...ruleset, parameters: [{ ...parameter, values }] })
  })

const decisionOf = ({ ruleset }: Bundle) =>
  ruleset.decisions.find(({ id }) => id === 'sample') as Decision
const isInForce = ({ from, to }: TableRow, day: string) =>
  (from ?? day) <= day && day <= (to ?? day)

/** What deciding every case of a day shows, the lines of other days left out. */
function onDay(
  bundle: Bundle,
  day: string,
): { readonly found: readonly string[]; readonly lines: readonly string[] } {
  const table = decisionOf(bundle) as Decision & { kind: 'table' }
  const rows = table.rows
    .filter((row) => isInForce(row, day))
    .map(({ from: _from, to: _to, ...row }) => row)
  const today = withDecision(bundle, { ...table, rows })
  return { found: bruteFindings(today, casesOf(today), day), lines: rows.map(({ id }) => id) }
}

const ofCases = ['gap', 'overlap', 'conflict', 'tie']
const named = ({ kind, lines }: Finding) => [kind, ...lines.slice(0, 2)].join(' ')

it('TB1 TB2 TB3 with dated rows and parameters, what is so on some day is found, and what is said of a line holds on all', () => {
  fc.assert(
    fc.property(datedTable, (bundle) => {
      const table = decisionOf(bundle)
      const first = linesOf(table).every(({ from }) => from !== undefined)
        ? (linesOf(table)
            .map(({ from }) => from)
            .toSorted((a = '', b = '') => (a < b ? -1 : 1))[0] ?? '')
        : ''
      const shown = days.filter((day) => day >= first).map((day) => onDay(bundle, day))
      const findings = proveDecision(bundle.ruleset, table)
      if (shown.every(({ found }) => found.includes('neverApplies'))) {
        expect(findings.map(({ kind }) => kind)).toEqual(['neverApplies'])
        return
      }
      const some = new Set(
        shown.flatMap(({ found }) =>
          found.filter((each) => ofCases.includes(each.split(' ')[0] ?? '')),
        ),
      )
      const told = new Set(findings.filter(({ kind }) => ofCases.includes(kind)).map(named))
      expect([...told].toSorted()).toEqual([...some].toSorted())
      for (const { id } of linesOf(table)) {
        const states = shown
          .filter(({ lines, found }) => lines.includes(id) && !found.includes('neverApplies'))
          .map(
            ({ found }) =>
              found
                .find(
                  (each) =>
                    /^(impossible|unreached|redundant)/.test(each) && each.endsWith(` ${id}`),
                )
                ?.split(' ')[0],
          )
        const never = states.length > 0 && states.every((state) => state !== undefined)
        const kind = ['redundant', 'unreached', 'impossible'].find((each) => states.includes(each))
        const finding = findings.find(
          (each) =>
            ['redundant', 'unreached', 'impossible'].includes(each.kind) && each.lines[0] === id,
        )
        expect([id, finding?.kind]).toEqual([id, never ? kind : undefined])
      }
      for (const finding of findings)
        if (finding.example !== undefined)
          expect([finding, confirms(bundle, finding)]).toEqual([finding, true])
    }),
    { numRuns: 120 },
  )
})
