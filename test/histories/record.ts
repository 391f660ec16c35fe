// Writes receipts of the demonstration's cases and of decisions, as this release makes them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { createClient } from '@jieli/server/client'
import { programVersion } from '../../server/src/program-version.ts'
import { freePort } from '../server/process/free-port.ts'
import { ServerProcess } from '../server/process/server-process.ts'

/** A township refers out of the area by itself. */
const relation = {
  'referral.initiator': 'institution',
  'referral.direction': 'outward',
  'fromUnit.tier': 'township',
  'fromUnit.areaRelation': 'in-area',
  'toUnit.tier': 'tertiary',
  'toUnit.areaRelation': 'out-of-area',
}

/** Questions with an answer of each kind: denied, allowed, and not known enough to say. */
const questions = [
  ['denied', { ...relation, 'referral.emergencyCritical': false }],
  ['allowed', { ...relation, 'referral.emergencyCritical': true }],
  ['open', relation],
] as const

/** Cases at different stages: one that is long and ended, one with timers, one with duties. */
const stages = ['completed', 'review.submitted', 'handover.accepted']

const folder = path.join(import.meta.dirname, programVersion)
const data = mkdtempSync(path.join(tmpdir(), 'jieli-histories-'))
const server = await new ServerProcess(data, await freePort()).ready()
try {
  const jieli = createClient({ address: server.url, key: server.firstStart.apiKey ?? '' })
  mkdirSync(folder, { recursive: true })
  const write = (name: string, receipt: unknown) =>
    writeFileSync(path.join(folder, `${name}.json.br`), brotliCompressSync(JSON.stringify(receipt)))
  for (const state of stages)
    for await (const { id } of jieli.searchCases({ ruleset: 'district-plan-demo', state })) {
      write(`case-${state}`, await jieli.caseReceipt(id))
      break
    }
  for (const [name, facts] of questions)
    write(
      `decision-${name}`,
      await jieli.decisionReceipt('district-plan-demo', 'relationMatrix', {
        facts,
        asOf: '2026-11-30',
      }),
    )
  process.stdout.write(`Receipts are in ${folder}\n`)
} finally {
  await server.kill('SIGTERM')
  rmSync(data, { recursive: true })
}
