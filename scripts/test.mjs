// `pnpm test [area…]`: every test, or those of some areas (folders under test/). The last line counts.
import { availableParallelism } from 'node:os'
import { prepare } from './launch/prepare.mjs'
import { refuse } from './launch/refuse.mjs'
import { addCounts, formatCounts, noTests } from './proof/count-tests.mjs'
import { findBrowser, howToGetBrowser } from './proof/find-browser.mjs'
import { runAreas } from './proof/run-areas.mjs'
import { formatSlowest } from './proof/slowest-files.mjs'

const areasWithoutBrowser = ['engine', 'rulesets', 'server', 'designer', 'workspace']
const areasWithBrowser = ['e2e']
const allAreas = [...areasWithoutBrowser, ...areasWithBrowser]

const node = prepare(['.', 'engine', 'server', 'designer', 'test'])
const asked = process.argv.slice(2)
const unknown = asked.find((area) => !allAreas.includes(area))
if (unknown !== undefined) refuse(`no tests named ${unknown}; there are ${allAreas.join(', ')}.`)

const wanted = asked.length === 0 ? allAreas : asked
let counts = noTests
/** @type {string[]} */
const problems = []
/** @type {string[]} */
const failed = []
/** @type {import('./proof/slowest-files.mjs').FileTime[]} */
const times = []

// One after the other: a browser beside the load tests would disturb both.
for (const group of [areasWithoutBrowser, areasWithBrowser]) {
  const areas = group.filter((area) => wanted.includes(area))
  if (areas.length === 0) continue
  if (group === areasWithBrowser && findBrowser() === undefined) {
    const line = `No browser found, so test/e2e did not run: ${howToGetBrowser}.`
    if (process.env['CI'] === 'true') {
      problems.push(line)
      counts = addCounts(counts, { ...noTests, failed: 1 })
    } else console.log(line)
    continue
  }
  const result = runAreas(node, areas, availableParallelism())
  counts = addCounts(counts, result.counts)
  problems.push(...result.problems)
  failed.push(...result.failed)
  times.push(...result.times)
}

for (const line of formatSlowest(times)) console.log(line)
for (const line of [...failed, ...problems]) console.log(`FAILED: ${line}`)
console.log(formatCounts(counts))
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1
