import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../scripts/launch/root.mjs'
import { auditProblemCatalogue } from '../../server/src/audit/problem-catalogue.ts'
import { errorCatalogue } from '../../server/src/errors/catalogue.ts'

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const pages = ['operating', 'backup', 'upgrade', 'incidents'].map((name) => `docs/${name}.md`)
const config = read('server/src/config.ts')
const main = read('server/src/cli/main.ts')
const source = globSync(
  ['server/src/**/*.ts', 'scripts/launch/*.mjs'].map((pattern) => join(root, pattern)),
).map((file) => readFileSync(file, 'utf8'))
const known = new Set<string>([
  ...Object.keys(errorCatalogue),
  ...Object.keys(auditProblemCatalogue),
  ...(read('server/src/ports/store-error.ts').match(/(?<=')STORE_\w+/g) ?? []),
])

/** Every command of ours in a page's blocks and sentences. */
function commandsOf(text: string): string[] {
  return [...text.matchAll(/(?:^|`|\s)jieli ((?:[a-z]+|--version)(?: [^`\n#]*)?)/gm)].map(
    ([, command = '']) => command.trim(),
  )
}

describe.each(pages)('%s', (page) => {
  const text = read(page)

  it('names only commands and options there are', () => {
    for (const command of commandsOf(text)) {
      const [name = ''] = command.split(' ')
      if (name === '--version' || name === 'stands') continue
      expect(main, command).toMatch(new RegExp(`'${name}( |'|\\))`))
      for (const option of command.match(/--[a-z-]+/g) ?? [])
        expect(main, command).toContain(`'${option}`)
    }
  })

  it('names only settings that are read', () => {
    const names = [...text.matchAll(/JIELI_[A-Z_]+[A-Z]/g)].map(([name]) => name)
    expect(names).not.toEqual([])
    // The account of the tools of MongoDB is its own.
    const ours = names.filter((name) => name !== 'JIELI_DUMP_URL')
    expect(ours.filter((name) => !config.includes(`${name}:`))).toEqual([])
  })

  it('names only codes there are', () => {
    const codes = [...text.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, code = '']) => code)
    // Settings, ours and those a library of ours has read for it.
    const told = codes.filter((code) => !/^(JIELI|OTEL)_/.test(code))
    expect(told.filter((code) => !known.has(code))).toEqual([])
  })

  it('names only metrics that docs/operating.md tells of', () => {
    const told = new Set(read('docs/operating.md').match(/(?<=^\| `)\w+/gm))
    const names = [...text.matchAll(/`((?:jieli|nodejs|process)_\w+)`/g)].map(([, name]) => name)
    expect(names.filter((name) => name !== undefined && !told.has(name))).toEqual([])
  })

  it('names only addresses and files there are', () => {
    for (const [, address = ''] of text.matchAll(/`GET (\/[a-z0-9/]*)/g)) {
      const route = address.replace('/api/v1', '')
      expect(
        source.some((file) => file.includes(`'${route}'`)),
        address,
      ).toBe(true)
    }
    for (const [, file = ''] of text.matchAll(/`((?:scripts|deploy|server)\/[\w./-]+)`/g))
      expect(existsSync(join(root, file)), file).toBe(true)
  })
})

it('what docs/incidents.md says a start prints, a start prints', () => {
  const section = read('docs/incidents.md')
    .split('\n## ')
    .find((part) => part.startsWith('It does not start'))
  const told = [...(section ?? '').matchAll(/^\| ((?:`[^`]+`(?: or )?)+)/gm)].flatMap(
    ([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, line = '']) => line),
  )
  expect(told.length).toBeGreaterThan(9)
  for (const line of told)
    for (const part of line
      .split('…')
      .map((each) => each.trim())
      .filter(Boolean))
      expect(
        source.some((file) => file.includes(part)),
        part,
      ).toBe(true)
})

it('jieli --version says the version of the package, by the command that is told', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string }
  const { stdout } = spawnSync('node', ['scripts/jieli.mjs', '--version'], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(stdout.trim()).toBe(version)
})
