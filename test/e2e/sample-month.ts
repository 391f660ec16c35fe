import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createBundle, type Ruleset } from '@jieli/engine'
import { loadRuleset } from '@jieli/server/rulesets'
import type { Page } from 'playwright-core'
import { generateCounty } from '../../server/src/generate/generate-county.ts'

/** The county whose months are closed. */
export const sampleCounty = 'district-plan-demo'
/** A month the demonstration has figures of. */
export const demoMonth = '2025-01'
/** A month nobody has brought anything in for. */
export const sampleMonth = '2025-10'

/** The tables of a made-up month, by name: `units`, `values`, `cases-referral`, … */
export async function sampleTables(): Promise<ReadonlyMap<string, string>> {
  const { resolved } = await loadRuleset(sampleCounty)
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-month-'))
  try {
    const { files } = await generateCounty(
      createBundle(resolved.ruleset as Ruleset, resolved.origin),
      { seed: 7, units: 6, months: 1, cases: 260, folder },
    )
    return new Map(
      files.map(({ file }) => [
        path.basename(file, '.csv'),
        movedToSampleMonth(readFileSync(path.join(folder, file), 'utf8')),
      ]),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Tables are made up from January 2025 on: the same, moved to October and under ids of their own. Pure. */
function movedToSampleMonth(table: string): string {
  return table.replaceAll(/\b(2024|2025)-01\b/g, '$1-10').replaceAll(/^(E|R)(\d{8},)/gm, '$1S$2')
}

/** Assesses the demonstration's month, as whoever is signed in on a page. Answers the run. */
export async function assessDemoMonth(page: Page, url: string): Promise<string> {
  const address = `${url}/api/v1/rulesets/${sampleCounty}/runs`
  const headers = { origin: url }
  const known = await page.request.get(`${address}?period=${demoMonth}`)
  const { items } = (await known.json()) as { items: { id: string }[] }
  const made =
    items[0] ??
    ((await (
      await page.request.post(address, { headers, data: { period: demoMonth } })
    ).json()) as { id: string; objections?: readonly unknown[] })
  const run = (await (await page.request.get(`${url}/api/v1/runs/${made.id}`)).json()) as {
    objections: readonly unknown[]
  }
  // What a unit objects to stands on the pages as well.
  if (run.objections.length === 0)
    await page.request.post(`${url}/api/v1/runs/${made.id}/objections`, {
      headers,
      data: { unit: 'T01', indicator: 'chronicAttainmentRate', reason: '在管人数有误' },
    })
  return made.id
}
