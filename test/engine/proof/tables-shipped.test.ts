import { proveDecision } from '@jieli/engine'
import { listRulesetFolders } from '@jieli/server/rulesets'
import { expect, it } from 'vitest'
import { bundleOf } from '../../rulesets/resolve-folder.ts'
import { confirms } from './confirms.ts'

const ids = await listRulesetFolders()

it.each(ids)(
  'TB1 TB2 TB5 no table of %s has a gap or an overlap, and every example is confirmed',
  async (id) => {
    const bundle = await bundleOf(id)
    for (const decision of bundle.ruleset.decisions)
      for (const finding of proveDecision(bundle.ruleset, decision)) {
        expect([
          finding,
          ['gap', 'overlap', 'conflict', 'undecided'].includes(finding.kind),
        ]).toEqual([finding, false])
        if (finding.example !== undefined)
          expect([finding, confirms(bundle, finding)]).toEqual([finding, true])
      }
  },
)

it('TB1 without its otherwise, the up-referral of the district plan has a gap whose example the evaluator confirms', async () => {
  const bundle = await bundleOf('district-plan')
  const decision = bundle.ruleset.decisions.find((each) => each.id === 'upReferral')
  if (decision === undefined) throw new TypeError('The district plan has no up-referral.')
  const { otherwise: _, ...open } = decision
  const decisions = bundle.ruleset.decisions.map((each) => (each === decision ? open : each))
  const without = { ...bundle, ruleset: { ...bundle.ruleset, decisions } }
  const gaps = proveDecision(without.ruleset, open).filter(({ kind }) => kind === 'gap')
  expect(gaps.length).toBeGreaterThan(0)
  for (const gap of gaps) expect(confirms(without, gap)).toBe(true)
})
