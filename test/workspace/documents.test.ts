import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../scripts/launch/root.mjs'

const documents = [
  '.',
  'docs',
  'docs/adr',
  'deploy',
  'engine',
  'server',
  'designer',
  'rulesets',
  'scripts',
]
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  )

describe('every link in a document leads somewhere', () => {
  for (const document of documents) {
    it(document, () => {
      const targets = [...read(document).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
        .map(([, target]) => target ?? '')
        .filter((target) => !existsSync(join(root, dirname(document), target)))
      expect(targets).toEqual([])
    })
  }
})

describe('both READMEs name every setting', () => {
  const settings = namesIn(read('server/src/config.ts'))
  for (const readme of ['README.md', 'README.zh-CN.md']) {
    it(readme, () => {
      const rows = read(readme)
        .split('\n')
        .filter((line) => line.startsWith('| `JIELI_'))
      expect(rows.map((row) => namesIn(row)[0])).toEqual(settings)
    })
  }

  function namesIn(text: string): string[] {
    return [...new Set(text.match(/JIELI_[A-Z_]+[A-Z]/g))]
  }
})

it('both READMEs say the same commands', () => {
  const commands = ['README.md', 'README.zh-CN.md'].map((readme) =>
    (read(readme).match(/npx -y pnpm@12 [a-z]+( [a-z]+)?/g) ?? []).map((command) => command.trim()),
  )
  expect(commands[0]).toEqual(commands[1])
})

describe('every room of the engine says what is in it', () => {
  const rooms = readdirSync(join(root, 'engine/src'), { withFileTypes: true })
  for (const { name } of rooms.filter((entry) => entry.isDirectory())) {
    it(name, () => {
      const readme = read(`engine/src/${name}/README.md`)
      const lines = readme.split('\n').filter((line) => line !== '')
      expect(lines.length).toBeLessThanOrEqual(6)
      const files = [...readme.matchAll(/`([a-z-]+(?:\.ts|\/))`/g)].map(([, file]) => file ?? '')
      expect(files.length).toBeGreaterThan(0)
      expect(files.filter((file) => !existsSync(join(root, 'engine/src', name, file)))).toEqual([])
    })
  }
})

it('every place that docs/extending.md names is there, but for those it says are new', () => {
  const named = read('docs/extending.md')
    .split('\n')
    .flatMap((line) =>
      [
        ...line.matchAll(/`((?:engine|server|designer|test|scripts)\/[^`<> ]+)`( \(new\))?/g),
      ].flatMap(([, place = '', isNew]) => (isNew === undefined ? [place] : [dirname(place)])),
    )
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((place) => !existsSync(join(root, place)))).toEqual([])
})

it('every command a document tells to type is there', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const own = new Set([...Object.keys(scripts), 'install', 'exec'])
  const told = documents.flatMap((document) =>
    [...read(document).matchAll(/pnpm@12 ([a-z]+)/g)].map(([, name]) => `${document}: ${name}`),
  )
  expect(told.length).toBeGreaterThan(0)
  expect(told.filter((line) => !own.has(line.split(': ')[1] ?? ''))).toEqual([])
})

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}
