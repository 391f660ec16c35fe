import { checkRuleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import {
  elementOfIssue,
  troubledElements,
} from '../../designer/src/document/state/statechart-element.ts'
import { addressOfIssue } from '../../designer/src/editor/problems/issue-address.ts'
import { placeTitle } from '../../designer/src/editor/problems/place-title.ts'
import { sampleRuleset } from './sample-ruleset.ts'

function sample() {
  const ruleset = sampleRuleset()
  const [pathway] = ruleset.pathways
  if (pathway === undefined) throw new Error('The sample has a pathway.')
  return { ruleset, pathway }
}

describe('the way from a problem to its culprit', () => {
  it('leads to the page that shows it', () => {
    const pages = [
      '/pathways/referral',
      '/decisions/x/rows/y',
      '/parameters/x/values/0',
      '/facts/x',
      '/scenarios/x',
    ]
    expect(pages.map((path) => addressOfIssue('demo', path, 1).split('?')[0])).toEqual([
      '/rulesets/demo/pathways',
      '/rulesets/demo/decisions',
      '/rulesets/demo/parameters',
      '/rulesets/demo/decisions',
      '/rulesets/demo/scenarios',
    ])
    const search = new URL(addressOfIssue('demo', '/decisions/x/rows/y', 2), 'http://here')
      .searchParams
    expect(search.get('at')).toBe('/decisions/x/rows/y')
  })

  it('finds the state or the transition on the canvas', () => {
    const { pathway } = sample()
    expect(
      elementOfIssue(pathway, '/pathways/referral/machine/states/review/states/waiting'),
    ).toEqual({
      kind: 'state',
      path: 'review.waiting',
    })
    expect(elementOfIssue(pathway, '/pathways/referral/transitions/claim')).toEqual({
      kind: 'transition',
      id: 'claim',
    })
    const waiting = '/pathways/referral/machine/states/review/states/waiting'
    expect(elementOfIssue(pathway, `${waiting}/on/accept/claim`)).toEqual({
      kind: 'transition',
      id: 'claim',
    })
    expect(elementOfIssue(pathway, `${waiting}/after/tooLate/nobody`)).toEqual({
      kind: 'state',
      path: 'review.waiting',
    })
    expect(elementOfIssue(pathway, '/pathways/other/transitions/claim')).toBeUndefined()
  })

  it('marks on the canvas what the engine complains of', () => {
    const { ruleset, pathway } = sample()
    pathway.machine.states['lonely'] = { meta: { title: { zh: '孤立', en: 'Lonely' } } }
    const issues = checkRuleset(ruleset, { publishing: true })
    expect(issues.map(({ code }) => code)).toContain('STATE_UNREACHABLE')
    expect(troubledElements(pathway, issues).states).toContain('lonely')
    const issue = issues.find(({ code }) => code === 'STATE_UNREACHABLE')
    expect(placeTitle(ruleset, issue?.path ?? '', 'zh')).toBe('转诊 › 孤立')
  })
})
