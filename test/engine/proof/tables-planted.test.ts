import {
  type Bundle,
  type Finding,
  proveDecision,
  type TableDecision,
  type TableRow,
} from '@jieli/engine'
import { expect, it } from 'vitest'
import { bundleOf, cites, text } from '../make-ruleset.ts'
import { confirms } from './confirms.ts'
import { seeded, soundTable, subjects } from './sound-table.ts'

const tables = 160

interface Planted {
  readonly table: TableDecision
  /** The lines or the column the finding has to be about; any, when absent. */
  readonly about?: readonly string[]
}

const bundleWith = (table: TableDecision): Bundle =>
  bundleOf({ facts: subjects.map(({ fact }) => fact), decisions: [table] })
const prove = ({ ruleset }: Bundle): readonly Finding[] => {
  const [decision] = ruleset.decisions
  return decision === undefined ? [] : proveDecision(ruleset, decision)
}

/** Numbers that differ from table to table, and from one draw to the next. */
const drawsOf = (seed: number) => {
  const random = seeded(seed * 7919 + 17)
  return {
    random,
    pick: <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T,
  }
}

const withRows = (table: TableDecision, rows: readonly TableRow[]): TableDecision => ({
  ...table,
  rows: [...rows],
})

/** A row that has a cell, without one of its cells: it reaches into what other rows say. */
function widened(table: TableDecision, { pick }: ReturnType<typeof drawsOf>): Planted {
  const row = pick(table.rows.filter(({ when }) => Object.keys(when).length > 0))
  const column = pick(Object.keys(row.when))
  const { [column]: _, ...when } = row.when
  return {
    table: withRows(
      table,
      table.rows.map((other) => (other === row ? { ...row, when } : other)),
    ),
    about: [row.id],
  }
}

const added = (when: TableRow['when'], points: number): TableRow => ({
  id: 'planted',
  cites,
  when,
  then: { outcome: 'allow', reason: text('planted'), outputs: { points } },
})

const defects: Readonly<
  Record<
    string,
    readonly [
      TableDecision['hitPolicy'],
      (table: TableDecision, draws: ReturnType<typeof drawsOf>) => Planted,
    ]
  >
> = {
  gap: [
    'unique',
    (table, { pick }) => {
      const gone = pick(table.rows)
      return {
        table: withRows(
          table,
          table.rows.filter((row) => row !== gone),
        ),
      }
    },
  ],
  overlap: ['unique', widened],
  conflict: ['any', widened],
  tie: ['priority', widened],
  impossible: [
    'unique',
    (table, { pick }) => {
      const { id } = pick(table.inputs)
      const { cuts } = subjects.find(({ fact }) => fact.id === id) ?? { cuts: [] }
      const [low, high] = pick(cuts.slice(0, id === 'list' ? 1 : undefined))
      return {
        table: withRows(table, [...table.rows, added({ [id]: [low, high] }, 99)]),
        about: ['planted'],
      }
    },
  ],
  unreached: [
    'first',
    (table, { pick }) => ({
      table: withRows(table, [...table.rows, added(pick(table.rows).when, 99)]),
      about: ['planted'],
    }),
  ],
  redundant: [
    'any',
    (table, { pick }) => {
      const row = pick(table.rows)
      return {
        table: withRows(table, [
          ...table.rows,
          { ...row, id: 'planted', then: { ...row.then, reason: text('again') } },
        ]),
        about: ['planted'],
      }
    },
  ],
  idleColumn: [
    'unique',
    (table, { pick }) => {
      const { fact } = pick(
        subjects.filter((subject) => !table.inputs.some(({ id }) => id === subject.fact.id)),
      )
      return {
        table: { ...table, inputs: [...table.inputs, { id: fact.id, fact: fact.id }] },
        about: [fact.id],
      }
    },
  ],
  otherwiseUnreached: [
    'unique',
    (table) => ({
      table: { ...table, otherwise: { outcome: 'requireReview', reason: text('otherwise') } },
    }),
  ],
  neverApplies: [
    'unique',
    (table, { pick }) => {
      const { fact, cuts } = pick(subjects.slice(1, 9))
      const [low, high] = pick(cuts)
      return {
        table: {
          ...table,
          appliesWhen: {
            all: [
              { fact: fact.id, ...low },
              { fact: fact.id, ...high },
            ],
          },
        },
      }
    },
  ],
}

it.each(Object.entries(defects))(
  `TB2 TB3 TB4 a planted %s is found in each of ${tables} tables`,
  (kind, [policy, plant]) => {
    for (let seed = 1; seed <= tables; seed++) {
      const { table, about } = plant(soundTable(seeded(seed), policy), drawsOf(seed))
      const bundle = bundleWith(table)
      const findings = prove(bundle)
      const found = findings.filter((finding) => finding.kind === kind)
      expect([seed, kind, found.length > 0]).toEqual([seed, kind, true])
      for (const finding of found) {
        if (about !== undefined)
          expect([...finding.lines, finding.column]).toEqual(expect.arrayContaining([...about]))
        if (finding.example !== undefined)
          expect([finding, confirms(bundle, finding)]).toEqual([finding, true])
      }
    }
  },
)

it.each(['unique', 'any', 'first', 'priority', 'collect', 'ruleOrder', 'outputOrder'] as const)(
  `TB1 TB2 TB3 nothing is found in ${tables} sound tables under %s`,
  (policy) => {
    for (let seed = 1; seed <= tables; seed++)
      expect([seed, prove(bundleWith(soundTable(seeded(seed), policy)))]).toEqual([seed, []])
  },
)
