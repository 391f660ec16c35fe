import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TableKind } from '../exchange/table-kinds.ts'
import { firstMonth, generateCounty } from '../generate/generate-county.ts'
import { importTable } from '../operations/assessment/import-table.ts'
import { listImports } from '../operations/assessment/list-imports.ts'
import { listRuns } from '../operations/assessment/read-run.ts'
import { startRun } from '../operations/assessment/start-run.ts'
import type { Caller } from '../operations/context/caller.ts'
import { bundleInForce } from '../operations/library/bundle-in-force.ts'
import type { OperationContext } from '../operations/context/operation-context.ts'
import { listSettlements } from '../operations/settlement/read-settlement.ts'
import { startSettlement } from '../operations/settlement/start-settlement.ts'

/** Small enough to be made in a moment, large enough that every rate has cases on both sides. */
const size = { seed: 1, units: 8, months: 1, cases: 300 }

const tables: readonly {
  readonly file: string
  readonly kind: TableKind
  readonly pathway?: string
}[] = [
  { file: 'units.csv', kind: 'units' },
  { file: 'values.csv', kind: 'values' },
  { file: 'cases-referral.csv', kind: 'cases', pathway: 'referral' },
  { file: 'cases-inpatientEpisode.csv', kind: 'cases', pathway: 'inpatientEpisode' },
  { file: 'events.csv', kind: 'events' },
]

/**
 * Brings one made-up month into the demonstration county, assesses it, and settles it on trial. Each part is made only
 * where it is not there yet.
 */
export async function fillDemoMonth(
  context: OperationContext,
  caller: Caller,
  ruleset: string,
): Promise<void> {
  const { bundle } = await bundleInForce(context, caller, ruleset)
  const folder = await mkdtemp(path.join(tmpdir(), 'jieli-demo-'))
  try {
    const made = await generateCounty(bundle, { ...size, folder })
    const there = new Set(
      (await listImports(context, caller, { ruleset, limit: 100 })).items.map(({ name }) => name),
    )
    for (const { file, ...table } of tables) {
      const name = `demo-${file}`
      if (there.has(name) || !made.files.some((each) => each.file === file)) continue
      const content = await readFile(path.join(folder, file))
      await importTable(context, caller, { ruleset, ...table, format: 'csv', name, content })
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  const month = { ruleset, period: firstMonth, limit: 1 }
  if ((await listRuns(context, caller, month)).items.length === 0)
    await startRun(context, caller, month)
  if ((await listSettlements(context, caller, month)).items.length === 0)
    await startSettlement(context, caller, month)
}
