import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/** What browsers give only to pages that came with a certificate; many a county's server has none. */
const secureOnly =
  /randomUUID|crypto\.subtle|navigator\.(clipboard|locks|serviceWorker|storage|share)/

it('the designer needs nothing that browsers keep from servers without a certificate', () => {
  const needing = ['designer/src', 'engine/src'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(folder, name))
      .filter((file) => secureOnly.test(readFileSync(file, 'utf8'))),
  )
  // There it asks first whether it may.
  expect(needing).toEqual([join('designer', 'src', 'kit', 'clipboard.ts')])
})
