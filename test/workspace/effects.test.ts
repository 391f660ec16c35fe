import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const source = path.resolve(import.meta.dirname, '../../designer/src')

/** An effect written as an expression gives back whatever that is, and React calls it when the component goes. */
const givesAway = /\buse(?:Layout)?Effect\(\(\) => (?!\{|\(\) =>)/

it('an effect gives React nothing back but what cleans up after it', () => {
  const files = globSync('**/*.{ts,tsx}', { cwd: source })
  expect(files.length).toBeGreaterThan(200)
  expect('useEffect(() => place.current?.scrollIntoView(), [])').toMatch(givesAway)
  expect('useEffect(() => () => clearTimeout(timer.current), [])').not.toMatch(givesAway)
  const found = files.filter((file) =>
    givesAway.test(readFileSync(path.join(source, file), 'utf8')),
  )
  expect(found).toEqual([])
})
