import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const source = path.resolve(import.meta.dirname, '../../../server/src')

/** The values, not the types, that a file imports: by name, with the module they come from. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/^import \{([^}]*)\} from '(\.[^']+)'/gm)].flatMap(([, names, from]) =>
    (names ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => `${path.resolve(path.dirname(file), from ?? '')} ${name}`),
  )
}

const heavy = new Set(
  importsOf(path.join(source, 'jobs/heavy-operations.ts')).filter(
    (imported) => imported.includes('/operations/') && !/ present[A-Z]/.test(imported),
  ),
)

it('knows the heavy operations', () => {
  expect(heavy.size).toBeGreaterThan(40)
})

it.each([
  ...readdirSync(path.join(source, 'routes')).map((name) => `routes/${name}`),
  ...readdirSync(path.join(source, 'plugins')).map((name) => `plugins/${name}`),
  'app.ts',
  'server.ts',
  'jobs/offload.ts',
  'jobs/watch-rulesets.ts',
])('%s calls no heavy operation itself', (name) => {
  if (!name.endsWith('.ts')) return
  expect(importsOf(path.join(source, name)).filter((imported) => heavy.has(imported))).toEqual([])
})
