// `pnpm test:long`: what fills a store with a hundred thousand cases and measures, kills servers a thousand times, sends
// generated requests, and walks the longest ways through the browser; it wants the machine for itself and takes hours, so
// `pnpm test` leaves it out. The last line counts.
import { prepare } from './launch/prepare.mjs'
import { formatCounts } from './proof/count-tests.mjs'
import { runAreas } from './proof/run-areas.mjs'
import { formatSlowest } from './proof/slowest-files.mjs'

const node = prepare(['.', 'engine', 'server', 'designer', 'test'])
const { counts, problems, failed, times } = runAreas(node, ['long'], 1)
for (const line of formatSlowest(times)) console.log(line)
for (const line of [...failed, ...problems]) console.log(`FAILED: ${line}`)
console.log(formatCounts(counts))
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1
