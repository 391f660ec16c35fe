import { describe, expect, it } from 'vitest'
import { differs } from '../../engine/src/comparison/describe-difference.ts'

describe('a difference a scenario finds', () => {
  it('names the member and the outcomes in words', () => {
    const { zh, en } = differs('outcome', 'allow', 'requireReview')
    expect(zh).toMatch(/^结论应为 .+，实为 .+$/)
    expect(en).toMatch(/^outcome: expected .+, found .+$/)
    expect(zh + en).not.toContain('requireReview')
  })

  it('says nothing and yes or no in words, and keeps names it does not know', () => {
    expect(differs('needs', ['a', 'b'], []).zh).toBe('待补充的事实应为 a、b，实为 无')
    expect(differs('fund.raised', true, null).zh).toBe('fund.raised应为 是，实为 无')
    expect(differs('constructor', 1, { n: 2 }).en).toBe('constructor: expected 1, found {"n":2}')
  })
})
