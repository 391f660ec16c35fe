import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runProgram } from '../server/harness/run-program.ts'

const requirements = path.resolve(import.meta.dirname, '../schemathesis/requirements.txt')

/** Of what one caller sent: how many requests, and what schemathesis finds wrong with the replies. */
export interface Findings {
  readonly requests: number
  readonly failures: string
}

/** The program of schemathesis, installed beside the tests where it is not yet; or why there is none. */
export async function findSchemathesis(): Promise<{ program: string } | { missing: string }> {
  const version = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const folder = path.resolve(import.meta.dirname, `../node_modules/.cache/schemathesis-${version}`)
  const program = path.join(folder, 'bin', 'st')
  if (existsSync(program)) return { program }
  const made = await runProgram('python3', ['-m', 'venv', folder])
  if (made.code !== 0) return { missing: 'Python is not on this machine' }
  const pip = path.join(folder, 'bin', 'pip')
  const installed = await runProgram(pip, ['install', '--quiet', '-r', requirements])
  if (installed.code === 0) return { program }
  rmSync(folder, { recursive: true, force: true })
  return { missing: 'schemathesis is not on this machine, and pip cannot fetch it' }
}

/**
 * Sends what schemathesis makes of a server's own description, as one caller: no error of the server, no reply that is
 * not described, in its status, media type, headers and form, and none after more than two seconds.
 */
export async function sendGenerated(
  program: string,
  asked: {
    readonly url: string
    /** The header that says who asks: a key or a session. */
    readonly caller: string
    readonly phases: readonly ('examples' | 'coverage' | 'fuzzing')[]
    /** How many of each operation the fuzzing makes up. */
    readonly examples: number
    readonly only?: string
    readonly but?: string
  },
): Promise<Findings> {
  const { url, caller, phases, examples, only, but } = asked
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-schemathesis-'))
  try {
    const { out, err } = await runProgram(
      program,
      [
        ['run', `${url}/api/openapi.json`],
        ['-H', caller, '-H', `Origin: ${url}`],
        ['--checks', checks.join(',')],
        ['--phases', phases.join(',')],
        ['-n', String(examples)],
        ['--max-response-time', '2', '--request-timeout', '20'],
        ['--continue-on-failure', '--suppress-health-check', 'all', '--warnings', 'off'],
        ...(only === undefined ? [] : [['--include-path-regex', only]]),
        ...(but === undefined ? [] : [['--exclude-path-regex', but]]),
      ].flat(),
      { cwd: folder },
    )
    const generated = /(\d+) generated/.exec(out)?.[1]
    if (generated === undefined) throw new Error(`schemathesis did not run:\n${out}\n${err}`)
    const failures = out.includes('Failures:') || out.includes('Errors:') ? out : ''
    return { requests: Number(generated), failures: failures.slice(-20_000) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
]
