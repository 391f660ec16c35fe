import { type DatedValue, type Ruleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { addParameterValue } from '../../designer/src/document/commands/add-parameter-value.ts'
import { redateParameterValue } from '../../designer/src/document/commands/redate-parameter-value.ts'
import { removeParameterValue } from '../../designer/src/document/commands/remove-parameter-value.ts'
import { setParameterValue } from '../../designer/src/document/commands/set-parameter-value.ts'
import type { Command } from '../../designer/src/document/state/command.ts'
import { createDocumentStore } from '../../designer/src/document/state/document-store.ts'
import { sampleRuleset } from './sample-ruleset.ts'

const dated = (from: string, value: number): DatedValue => ({ from, value })
const theirs = [dated('2025-01-01', 70), dated('2026-07-01', 75)]

function after(values: readonly DatedValue[], ...commands: readonly Command[]) {
  const ruleset: Ruleset = {
    ...sampleRuleset(),
    parameters: [
      {
        id: 'rate',
        type: 'integer',
        title: { zh: '率', en: 'rate' },
        required: false,
        values: [...values],
      },
    ],
  }
  const store = createDocumentStore({ ruleset, parent: null, origin: {}, revision: 1 })
  for (const command of commands) store.run(command)
  return store.getState().present.parameters[0]?.values.map(({ from, value }) => [from, value])
}

describe('a value of one’s own among inherited ones', () => {
  it('goes on past what begins later, and ends where it is followed', () => {
    const add = addParameterValue('rate', dated('2026-01-01', 72), theirs)
    expect(after(theirs, add)).toEqual([
      ['2025-01-01', 70],
      ['2026-01-01', 72],
    ])
    const follow = addParameterValue('rate', dated('2026-07-01', 75), theirs)
    expect(after(theirs, add, follow)).toEqual([
      ['2025-01-01', 70],
      ['2026-01-01', 72],
      ['2026-07-01', 75],
    ])
    // What was chosen to be followed is still followed when the value before it changes.
    expect(
      after(theirs, add, follow, setParameterValue('rate', 1, dated('2026-01-01', 73), theirs)),
    ).toHaveLength(3)
  })

  it('goes on from an inherited value that is changed, and from an earlier day it is brought to', () => {
    expect(after(theirs, setParameterValue('rate', 0, dated('2025-01-01', 71), theirs))).toEqual([
      ['2025-01-01', 71],
    ])
    const late = addParameterValue('rate', dated('2026-08-01', 80), theirs)
    expect(after(theirs, late)).toHaveLength(3)
    expect(after(theirs, late, redateParameterValue('rate', 2, '2026-06-30', theirs))).toEqual([
      ['2025-01-01', 70],
      ['2026-06-30', 80],
    ])
    expect(after(theirs, late, redateParameterValue('rate', 2, '2026-07-02', theirs))).toHaveLength(
      3,
    )
  })

  it('gives way to what is inherited once it is taken away', () => {
    const add = addParameterValue('rate', dated('2026-01-01', 72), theirs)
    expect(after(theirs, add, removeParameterValue('rate', 1, theirs))).toEqual([
      ['2025-01-01', 70],
      ['2026-07-01', 75],
    ])
  })
})
