import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { outputOf, runProgram } from '../harness/run-program.ts'

const folder = path.resolve(import.meta.dirname, '../../hapi')
const cache = path.resolve(import.meta.dirname, '../../node_modules/.cache/hapi-classpath')

/** Milliseconds that finding it may take. */
const timeout = 90_000

/** What the validator found, a line each; or why it could not be asked. */
export type Validation =
  | { readonly found: readonly string[]; readonly count: number }
  | { readonly missing: string }

/** HL7's validator in a process of its own, which begins at once: it loads FHIR while the tests run. */
export class HapiValidator {
  readonly #resources: string[] = []
  readonly #started: Promise<ChildProcess | string>

  constructor() {
    this.#started = start()
  }

  /** Has a resource looked at. */
  take(resource: unknown): void {
    this.#resources.push(JSON.stringify(resource))
  }

  /** What it says of all of them. */
  async finish(): Promise<Validation> {
    const child = await this.#started
    if (typeof child === 'string') return { missing: child }
    const output = outputOf(child)
    // The same resource twice says nothing more.
    const lines = [...new Set(this.#resources)]
    child.stdin?.end(`${lines.join('\n')}\n`)
    const { code, out, err } = await output
    if (code !== 0) throw new Error(`the validator ended with ${code}:\n${err.slice(-4000)}`)
    const said = out.trim().split('\n')
    if (said.at(-1) !== `validated ${lines.length}`)
      throw new Error(`the validator did not look at everything:\n${out}`)
    return { found: said.slice(0, -1), count: lines.length }
  }
}

/** The process, or why there is none. */
async function start(): Promise<ChildProcess | string> {
  const java = await runProgram('java', ['-version'], { timeout })
  if (java.code !== 0) return 'Java is not on this machine'
  const classpath = await findClasspath()
  if (classpath === undefined)
    return 'HAPI is not on this machine, and Maven is missing or cannot fetch it'
  return spawn('java', ['-cp', classpath, path.join(folder, 'Validate.java')])
}

/** Where the jars lie; Maven says it once and brings those that are missing. */
async function findClasspath(): Promise<string | undefined> {
  if (!isWhole()) {
    mkdirSync(path.dirname(cache), { recursive: true })
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:2.8:build-classpath'
    const pom = path.join(folder, 'pom.xml')
    await runProgram('mvn', ['-q', '-B', '-f', pom, goal, `-Dmdep.outputFile=${cache}`], {
      timeout,
    })
  }
  return isWhole() ? readFileSync(cache, 'utf8').trim() : undefined
}

function isWhole(): boolean {
  if (!existsSync(cache)) return false
  const jars = readFileSync(cache, 'utf8').trim().split(path.delimiter)
  return jars.length > 10 && jars.every((jar) => existsSync(jar))
}
