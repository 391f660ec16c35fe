import { runScenario, startCase, step, subjectOf } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { bundleOf } from './resolve-folder.ts'

const province = await bundleOf('provincial-sample')

describe('the clinical-pathway episode of the province', () => {
  it('takes every transition of its chart in its scenarios', () => {
    const touched = new Set(
      province.ruleset.scenarios.flatMap((scenario) => runScenario(province, scenario).touched),
    )
    const chart = province.ruleset.pathways.find(({ id }) => id === 'inpatientEpisode')
    const transitions = Object.values(chart?.machine.states ?? {})
      .flatMap(({ on }) => Object.values(on ?? {}).flat())
      .map(({ meta }) => `/pathways/inpatientEpisode/transitions/${meta.id}`)
    expect(transitions.length).toBeGreaterThan(10)
    expect(transitions.filter((path) => !touched.has(path))).toEqual([])
  })

  it('enters nobody while the county has given no list of diagnoses', () => {
    const started = startCase(province, {
      pathway: 'inpatientEpisode',
      facts: { 'episode.unitId': 'U1' },
      at: '2025-03-03T09:00:00+08:00',
    })
    if (!started.taken) throw new TypeError(started.issue.message.en)
    const entered = step(province, started.snapshot, {
      type: 'enter',
      at: '2025-03-03T10:00:00+08:00',
      facts: {
        'episode.mainDiagnosis': 'K35.8',
        'episode.otherDiagnoses': [],
        'episode.criteriaConfirmed': true,
      },
    })
    expect(entered.taken).toBe(false)
    expect(entered.decisions[0]).toMatchObject({
      outcome: 'needsFacts',
      missingParameters: ['pathwayDiagnosisList', 'pathwayExclusionList'],
    })
  })

  it('comes after the referral in every ruleset that has both', async () => {
    for (const id of ['district-plan', 'youxi', 'demo-plain-county', 'demo-urban-district'])
      expect(
        (await bundleOf(id)).ruleset.pathways
          .filter((pathway) => subjectOf(pathway) === 'patient')
          .map((pathway) => pathway.id),
      ).toEqual(['referral', 'inpatientEpisode'])
  })
})
