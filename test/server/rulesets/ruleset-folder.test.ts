import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  bundledRulesetsFolder,
  listRulesetFolders,
  loadRuleset,
  loadRulesetFolder,
  RulesetFolderError,
} from '@jieli/server/rulesets'
import { afterEach, beforeEach, expect, it } from 'vitest'

let root: string

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'jieli-rulesets-'))
})
afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

const manifest = {
  id: 'mine',
  kind: 'county',
  title: { zh: '我的', en: 'mine' },
  version: '1.0.0',
  sources: [],
}

function write(files: Record<string, unknown>, name = 'mine'): string {
  const folder = path.join(root, name)
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    const text = typeof content === 'string' ? content : JSON.stringify(content)
    writeFileSync(path.join(folder, file), text)
  }
  return folder
}

async function problemsOf(folder: string) {
  const error = await loadRulesetFolder(folder).catch((cause: unknown) => cause)
  expect(error).toBeInstanceOf(RulesetFolderError)
  return (error as RulesetFolderError).problems
}

it('every bundled ruleset loads and resolves', async () => {
  const ids = await listRulesetFolders()
  expect(ids).toEqual(expect.arrayContaining(['district-plan', 'district-plan-demo']))
  for (const id of ids) {
    const { resolved, folder } = await loadRuleset(id)
    expect(folder).toBe(path.join(bundledRulesetsFolder, id))
    expect(resolved.ruleset?.manifest.id).toBe(id)
  }
})

it('a folder outside finds its parent beside it or among the bundled ones', async () => {
  const { resolved } = await loadRuleset(
    write({
      'ruleset.json': { ...manifest, basedOn: { id: 'district-plan', version: '1.0.0' } },
    }),
  )
  expect(resolved.parent?.manifest.id).toBe('district-plan')
})

it('malformed files are named with line and column, all at once', async () => {
  const problems = await problemsOf(
    write({
      'ruleset.json': manifest,
      'facts.json': '{"facts": [\n  {"id": oops}\n]}',
      'decisions/one.json': '{',
    }),
  )
  expect(problems.map(({ file, line, column }) => [file, line, column])).toEqual([
    ['facts.json', 2, 10],
    ['decisions/one.json', 1, 2],
  ])
  expect(problems[0]?.message.zh).toContain('JSON')
})

it('a file of the wrong form is told its form', async () => {
  const [problem] = await problemsOf(write({ 'ruleset.json': manifest, 'facts.json': [] }))
  expect(problem).toMatchObject({ file: 'facts.json' })
  expect(problem?.message.en).toContain('{"facts": [ … ]}')
})

it('names that reach a prototype are refused with their place', async () => {
  const [problem] = await problemsOf(
    write({
      'ruleset.json': manifest,
      'facts.json': '{"facts": [{"__proto__": {"polluted": true}}]}',
    }),
  )
  expect(problem?.file).toBe('facts.json#/facts/0/__proto__')
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

it('a ruleset of 50 MB is refused without reading it', async () => {
  const folder = write({ 'ruleset.json': manifest, 'facts.json': '' })
  truncateSync(path.join(folder, 'facts.json'), 50 * 1024 * 1024)
  const begun = performance.now()
  const [problem] = await problemsOf(folder)
  expect(problem?.message.en).toContain('50 MB')
  expect(performance.now() - begun).toBeLessThan(1000)
})

it('rulesets based on each other in a circle are reported', async () => {
  write({ 'ruleset.json': { ...manifest, basedOn: { id: 'other', version: '1.0.0' } } })
  write(
    {
      'ruleset.json': { ...manifest, id: 'other', basedOn: { id: 'mine', version: '1.0.0' } },
    },
    'other',
  )
  const { resolved } = await loadRuleset(path.join(root, 'mine'))
  expect(resolved.ruleset).toBeUndefined()
  expect(resolved.issues.map((issue) => issue.code)).toContain('PARENT_CYCLE')
})

it('a name that is no ruleset is answered with the nearest one', async () => {
  await expect(loadRuleset('district-plam')).rejects.toThrow('"district-plan"')
})
