import { type ClauseCoverage, createCitation, shareOfStatements } from '@jieli/engine'
import { describe, expect, it } from 'vitest'

const citationOf = (at: number) => createCitation('plan', `P-${at}`)

function clausesOf(statements: number, background = 0) {
  return Array.from({ length: statements + background }, (_, at) => ({
    citation: citationOf(at),
    background: at >= statements,
  }))
}

function coverageOf(acting: number, stored = 0): readonly ClauseCoverage[] {
  return Array.from({ length: acting + stored }, (_, at) => ({
    citation: citationOf(at),
    items: ['/facts/a'],
    exercised: at < acting ? ['/facts/a'] : [],
  }))
}

describe('how many statements of a document act', () => {
  it('CV2 background is no statement, and whether it acts changes nothing', () => {
    expect(shareOfStatements(clausesOf(4, 3), coverageOf(7))).toMatchObject({
      statements: 4,
      acts: 4,
    })
    expect(shareOfStatements(clausesOf(4, 3), coverageOf(2))).toMatchObject({
      statements: 4,
      acts: 2,
    })
  })

  it('CV2 a statement that is text or only stored counts, and does not act', () => {
    const share = shareOfStatements(clausesOf(3), coverageOf(1, 1))
    expect(share).toMatchObject({ statements: 3, acts: 1, idle: [citationOf(1), citationOf(2)] })
  })

  it('CV3 17 of 20 meet the demand and 16 of 19 do not', () => {
    expect(shareOfStatements(clausesOf(20), coverageOf(17))).toMatchObject({
      permille: 850,
      met: true,
    })
    expect(shareOfStatements(clausesOf(19), coverageOf(16))).toMatchObject({
      permille: 842,
      met: false,
    })
  })

  it('CV3 a share a hair below the demand is never rounded up to it', () => {
    expect(shareOfStatements(clausesOf(2000), coverageOf(1699))).toMatchObject({
      permille: 849,
      met: false,
    })
  })

  it('CV3 a document of background alone has no share', () => {
    expect(shareOfStatements(clausesOf(0, 2), coverageOf(2))).toBeUndefined()
  })
})
