import { checkRuleset, type Office, type Ruleset, startCase, statePath, step } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { addProcedure } from '../../designer/src/document/commands/add-procedure.ts'
import { sampleRuleset } from './sample-ruleset.ts'

const office = (id: string): Office => ({ id, title: { zh: id, en: id }, of: 'community' })
const [lead, finance, health, government] = ['lead', 'finance', 'health', 'government'].map(office)
const cites = ['plan#DP-39']

/** The sample ruleset with a procedure made in the designer. */
function made(approving: readonly Office[], filing: Office | undefined): Ruleset {
  const sample = sampleRuleset()
  const ruleset = structuredClone({
    ...sample,
    offices: [lead!, ...approving, ...(filing === undefined ? [] : [filing])],
  }) as Ruleset
  const title = { zh: '分配方案', en: 'distribution plan' }
  addProcedure({ id: 'procedure', title, drafting: lead!, approving, filing, cites }).apply(ruleset)
  return ruleset
}

const problems = (ruleset: Ruleset) =>
  checkRuleset(ruleset, { publishing: false })
    .filter(({ severity, path }) => severity === 'error' && path.includes('procedure'))
    .map(({ code, path }) => `${code} ${path}`)

function play(ruleset: Ruleset, events: readonly string[]): readonly string[] {
  const bundle = { hash: '', ruleset, origin: {} }
  const at = '2025-03-03T09:00:00+08:00'
  const begun = startCase(bundle, { pathway: 'procedure', facts: {}, at })
  if (!begun.taken) throw new TypeError('not begun')
  let { snapshot } = begun
  return events.map((type) => {
    const result = step(bundle, snapshot, { type, at, reason: 'why' })
    if (result.taken) ({ snapshot } = result)
    return result.taken ? statePath(snapshot.value) : result.issue.code
  })
}

describe('a procedure made in the designer', () => {
  it('is sound, with and without filing', () => {
    expect(problems(made([finance!, health!], government))).toEqual([])
    expect(problems(made([finance!], undefined))).toEqual([])
  })

  it('comes in force once everybody approved and it is filed, in any order, and not before', () => {
    const ruleset = made([finance!, health!], government)
    expect(
      play(ruleset, ['submit-draft', 'approve-health', 'file-government', 'put-in-force']).at(-1),
    ).toBe('EVENT_GUARDED')
    expect(
      play(ruleset, [
        'submit-draft',
        'approve-health',
        'approve-finance',
        'file-government',
        'put-in-force',
      ]).at(-1),
    ).toBe('inForce')
  })

  it('asks for all of it anew once it was sent back', () => {
    expect(
      play(made([finance!], undefined), [
        'submit-draft',
        'approve-finance',
        'return-draft',
        'submit-draft',
        'put-in-force',
      ]).slice(-2),
    ).toEqual(['approval', 'EVENT_GUARDED'])
  })
})
