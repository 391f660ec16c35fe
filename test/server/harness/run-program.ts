import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process'

/** What became of a program: 127 where there is none of that name. */
export interface Output {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a program to its end. */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<Output> {
  return await outputOf(spawn(command, args, options))
}

/** What a process that was started prints, and how it ends. */
export async function outputOf(child: ChildProcess): Promise<Output> {
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text))
  return await new Promise((resolve) => {
    child.on('error', () => {
      resolve({ code: 127, out, err })
    })
    child.on('close', (code) => {
      resolve({ code: code ?? 1, out, err })
    })
  })
}
