import {
  createIssue,
  hasErrors,
  type Issue,
  issueCatalogue,
  type IssueCode,
  nameFindings,
  severities,
  suggest,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'

const codes = Object.keys(issueCatalogue) as IssueCode[]
const gaps = (template: string) =>
  [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted()

describe('the catalogue of issues', () => {
  it.each(codes)('IS1 %s says the same in both languages and leaves no gap', (code) => {
    const { zh, en } = issueCatalogue[code]
    expect([...new Set(gaps(zh))]).toEqual([...new Set(gaps(en))])
    const values = Object.fromEntries(
      gaps(en).map((name) => [name, { zh: `〈${name}〉`, en: `<${name}>` }]),
    )
    const { message, severity } = createIssue(code, '/somewhere', values)
    expect(severities).toContain(severity)
    for (const name of gaps(en)) {
      expect(message.zh).toContain(`〈${name}〉`)
      expect(message.en).toContain(`<${name}>`)
    }
    for (const text of [message.zh, message.en]) expect(text).not.toMatch(/[{}]|undefined/)
    expect(zh).toMatch(/[\u4E00-\u9FFF].*[。}]$/u)
    expect(en).toMatch(/^[A-Z{"].*[.}?]$/)
    expect(en).not.toMatch(/[\u4E00-\u9FFF]/)
  })

  it('IS1 what is filled in is never filled again', () => {
    const { message } = createIssue('KEY_FORBIDDEN', '', { key: '{key}$&' })
    expect(message.en).toContain('"{key}$&"')
  })

  it('IS4 only errors stop', () => {
    const error = createIssue('CASE_DONE', '')
    expect(
      hasErrors([
        { ...error, severity: 'acknowledge' },
        { ...error, severity: 'warning' },
        { ...error, severity: 'info' },
      ]),
    ).toBe(false)
    expect(hasErrors([error])).toBe(true)
    expect(hasErrors([])).toBe(false)
  })

  it.each([
    ['fromUnit.teir', 'fromUnit.tier'],
    ['FROMUNIT.TIER', 'fromUnit.tier'],
    ['stabel', 'stable'],
  ])('IS1 %s is told to be near %s', (name, nearest) => {
    expect(suggest(name, ['fromUnit.tier', 'stable', 'x']).en).toContain(`"${nearest}"`)
  })

  it('IS1 nothing is suggested where nothing is near, also for a name without end', () => {
    expect(suggest('x'.repeat(100_000), ['stable']).zh).toBe('请核对名称。')
    expect(suggest('banana', ['stable', 'fromUnit.tier']).en).toBe('Please check the name.')
    expect(suggest('anything', []).en).toBe('Please check the name.')
  })
})

describe('the key of a finding', () => {
  const finding = { ...createIssue('CASE_DONE', '/a'), severity: 'acknowledge' } as const
  const keyOf = (issue: Issue) => nameFindings([issue])[0]?.key

  it('IS6 is the same wherever the finding stands, and another as soon as it says something else', () => {
    const other = { ...finding, path: '/b' }
    expect(nameFindings([other, finding])[1]?.key).toBe(keyOf(finding))
    expect(keyOf(finding)).toMatch(/^sha256:[0-9a-f]{64}$/)
    const message = finding.message
    for (const changed of [
      other,
      { ...finding, code: 'CASE_OVER' as never },
      { ...finding, message: { ...message, zh: `${message.zh}。` } },
      { ...finding, message: { ...message, en: `${message.en}.` } },
    ])
      expect(keyOf(changed)).not.toBe(keyOf(finding))
  })

  it.each(['error', 'warning', 'info'] as const)('IS6 one of severity %s has none', (severity) => {
    expect(keyOf({ ...finding, severity })).toBeUndefined()
  })
})
