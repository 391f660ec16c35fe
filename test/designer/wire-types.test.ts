import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = join(import.meta.dirname, '../../designer/src/api')

it('what goes over the wire is typed by the contracts alone', () => {
  const declared = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/\binterface (\w+)|\btype (\w+) = \{/g)]
        .map(([, one, other]) => one ?? other)
        .filter((type) => type !== 'RequestOptions'),
    )
  expect(declared).toEqual([])
})
