import { spawn } from 'node:child_process'
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { parse } from 'csv-parse'

const mainFile = path.resolve(import.meta.dirname, '../../server/src/cli/main.ts')
const ruleset = 'district-plan-demo'
const sizes = [20_000, 200_000, 2_000_000]

interface Run {
  readonly seconds: number
  /** The most memory the process held, in MB. */
  readonly peak: number
  readonly output: string
}

/**
 * Closing a month of a made-up county (30 units, 12 months), from its folder of tables to the printed scores and
 * rates, as a process of its own: time and peak memory, and how both grow with the cases. Beside it the time it takes
 * to do no more than part the same tables into cells.
 */
export async function benchAssess(): Promise<void> {
  console.log('\nClosing a month of a county of 30 units and 12 months, from its CSV files')
  console.log(
    '       cases     files   generate      parse only      assess          peak memory   per case',
  )
  for (const cases of sizes) {
    const folder = mkdtempSync(path.join(tmpdir(), 'jieli-bench-'))
    try {
      const made = await command([
        'generate',
        '--cases',
        String(cases),
        '--out',
        folder,
        '--ruleset',
        ruleset,
      ])
      const files = [
        'cases-inpatientEpisode.csv',
        'cases-referral.csv',
        'values.csv',
        'units.csv',
      ].map((file) => path.join(folder, file))
      const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
      const started = performance.now()
      for (const file of files) await parseOnly(file)
      const parsing = (performance.now() - started) / 1000
      const closed = await command([
        'assess',
        ruleset,
        '--period',
        '2025-06',
        '--data',
        folder,
        '--json',
      ])
      const { cases: read } = JSON.parse(closed.output) as { cases: Record<string, number> }
      const total = Object.values(read).reduce((sum, count) => sum + count, 0)
      if (total !== cases) throw new Error(`${total} of ${cases} cases were read.`)
      console.log(
        `  ${cases.toLocaleString('en').padStart(10)} ${megabytes(bytes).padStart(7)}MB ${made.seconds.toFixed(1).padStart(8)} s ${parsing.toFixed(1).padStart(13)} s ${closed.seconds.toFixed(1).padStart(9)} s ${closed.peak.toFixed(0).padStart(17)} MB ${((closed.seconds / cases) * 1e6).toFixed(1).padStart(8)} µs`,
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

async function command(args: readonly string[]): Promise<Run> {
  const started = performance.now()
  // The kernel counts the most a process ever held; it tells on leaving.
  const told =
    'process.on("exit",()=>process.stderr.write("\\npeak "+process.resourceUsage().maxRSS+"\\n"))'
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(told)}`, mainFile, ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  const peak = /peak (\d+)/.exec(errors)?.[1]
  if (peak === undefined || output === '') throw new Error(errors)
  return { seconds: (performance.now() - started) / 1000, peak: Number(peak) / 1024, output }
}

async function parseOnly(file: string): Promise<void> {
  const parser = createReadStream(file).pipe(parse({ bom: true, relax_column_count: true }))
  for await (const _ of parser);
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(0)
}
