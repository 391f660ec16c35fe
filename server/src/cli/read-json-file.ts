import { readFile, stat } from 'node:fs/promises'
import { describeJsonFault, parseJson } from '../rulesets/parse-json.ts'
import { WrongUseError } from './command-outcome.ts'
import type { Terminal } from './terminal.ts'

/** Facts of one case are never larger than this, in bytes, in a file and from standard input. */
const maxFileBytes = 50_000_000

/** Reads a JSON file named on the command line, `-` being the standard input. @throws WrongUseError saying why it cannot be used */
export async function readJsonFile(terminal: Terminal, file: string): Promise<unknown> {
  const parsed = parseJson(await readTextFile(terminal, file))
  if (parsed.ok) return parsed.value
  const { line, column } = parsed.fault
  const what = describeJsonFault(parsed.fault)
  throw new WrongUseError(
    terminal.say({
      zh: `${file}:${line}:${column} ${what.zh}`,
      en: `${file}:${line}:${column} ${what.en}`,
    }),
  )
}

async function readTextFile(terminal: Terminal, file: string): Promise<string> {
  if (file === '-') return await readInput(terminal)
  const found = await stat(file).catch(() => undefined)
  if (found?.isFile() !== true) {
    throw new WrongUseError(
      terminal.say({ zh: `没有文件“${file}”。`, en: `There is no file "${file}".` }),
    )
  }
  if (found.size > maxFileBytes) throw tooLarge(terminal, file)
  return await readFile(file, 'utf8')
}

async function readInput(terminal: Terminal): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    size += part.byteLength
    if (size > maxFileBytes) throw tooLarge(terminal, '-')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function tooLarge(terminal: Terminal, file: string): WrongUseError {
  return new WrongUseError(
    terminal.say({ zh: `文件“${file}”过大。`, en: `The file "${file}" is too large.` }),
  )
}
