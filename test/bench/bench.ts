import { benchAssess } from './assess.ts'
import { benchCharts } from './charts.ts'
import { benchDecisions } from './decisions.ts'
import { benchGrowth } from './growth.ts'
import { benchPages } from './pages.ts'
import { benchProvince } from './province.ts'
import { benchRequests } from './requests.ts'
import { benchResolve } from './resolve.ts'
import { benchTables } from './tables.ts'

const parts: Readonly<Record<string, () => Promise<void>>> = {
  decisions: benchDecisions,
  resolve: benchResolve,
  requests: benchRequests,
  pages: benchPages,
  growth: benchGrowth,
  province: benchProvince,
  assess: benchAssess,
  tables: benchTables,
  charts: benchCharts,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(parts, name))
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}
for (const [name, bench] of Object.entries(parts))
  if (asked.length === 0 || asked.includes(name)) await bench()
