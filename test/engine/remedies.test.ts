import { describe, expect, it } from 'vitest'
import { check, deciding, facts as sampleFacts } from './make-faulty.ts'
import { cites, fact, is, text } from './make-ruleset.ts'

describe('checks of remedies', () => {
  it.each([
    ['declares', { kind: 'declares', event: 'emergency', facts: ['urgent'] }, true],
    [
      'alwaysOpen',
      { kind: 'alwaysOpen', event: 'emergency', actors: ['sender'], given: { urgent: true } },
      true,
    ],
    ['declares of another event', { kind: 'declares', event: 'submit', facts: ['urgent'] }, false],
    [
      'alwaysOpen of another event',
      { kind: 'alwaysOpen', event: 'arrive', actors: ['sender'], given: { urgent: true } },
      false,
    ],
  ])('EX9 no remedy leads to declaring an emergency, which %s marks', (_, marked, isTold) => {
    const facts = ['urgent', 'other'].map((id) => ({
      ...fact(id, 'boolean'),
      remedy: { to: [true], step: text('do it') },
    }))
    const redLines = [
      { id: 'RL', title: text('line'), authority: 'county', cites, checks: [marked] },
    ]
    const told = check({ facts, redLines }).filter(({ path }) => path.includes('remedy'))
    expect(told.map(({ code, path, severity }) => [code, path, severity])).toEqual(
      isTold ? [['REMEDY_OF_EMERGENCY', '/facts/urgent/remedy', 'error']] : [],
    )
  })

  it('EX6 a remedy that leads to a value its fact cannot have is told', () => {
    const remedy = (to: readonly unknown[]) =>
      check({
        ...deciding(is('a')),
        facts: [
          ...sampleFacts.filter(({ id }) => id !== 'i'),
          { ...fact('i', 'integer', { minimum: 0 }), remedy: { to, step: text('do it') } },
        ],
      }).filter(({ path }) => path.includes('remedy'))
    expect(remedy([0, 5])).toEqual([])
    expect(remedy([0, -1])).toMatchObject([
      { code: 'FACT_OUT_OF_RANGE', severity: 'error', path: '/facts/i/remedy/to/1' },
    ])
    expect(remedy(['five'])).toMatchObject([{ code: 'FACT_TYPE' }])
  })
})
