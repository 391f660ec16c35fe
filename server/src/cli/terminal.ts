import type { Issue, Language, Text } from '@jieli/engine'

/** Where a command writes: results on the standard output, everything said beside them on the standard error. */
export class Terminal {
  readonly language: Language
  readonly json: boolean
  #progressShown = false
  #lastProgress = 0

  constructor(options: { language: Language; json: boolean }) {
    this.language = options.language
    this.json = options.json
  }

  /** The text in the language asked for. */
  say(text: Text): string {
    return text[this.language]
  }

  /** A line for people; nothing where JSON was asked for. */
  line(text: string): void {
    if (this.json) return
    this.clearProgress()
    process.stdout.write(`${text}\n`)
  }

  /** A value as one line of JSON. */
  value(value: unknown): void {
    this.clearProgress()
    process.stdout.write(`${JSON.stringify(value)}\n`)
  }

  /** A line that is not part of the result. */
  aside(text: string): void {
    this.clearProgress()
    process.stderr.write(`${text}\n`)
  }

  /** An issue as a line: what kind, where, and what to do. */
  issue(issue: Issue): void {
    this.line(
      `${marks[issue.severity]} ${issue.path || '/'}  ${this.say(issue.message)} [${issue.code}]`,
    )
  }

  /** How far long work has come, of how much where that is known: a line that replaces itself on a terminal, one every few seconds elsewhere. */
  progress(done: number, total: number | undefined, what: Text): void {
    const text = `${total === undefined ? done : `${done}/${total}`} ${this.say(what)}`
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\u001B[K${text}`)
      this.#progressShown = true
      return
    }
    const now = performance.now()
    if (now - this.#lastProgress < quietPeriod) return
    if (this.#lastProgress > 0) process.stderr.write(`${text}\n`)
    this.#lastProgress = now
  }

  clearProgress(): void {
    if (this.#progressShown) process.stderr.write('\r\u001B[K')
    this.#progressShown = false
  }
}

const marks = { error: '✗', acknowledge: '?', warning: '!', info: '·' } as const

/** Milliseconds between two lines of progress where no terminal replaces them. */
const quietPeriod = 3000
