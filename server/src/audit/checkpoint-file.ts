import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { type CheckpointLine, readLine } from './checkpoint.ts'

/** What the file is called in a data folder. */
export const checkpointFileName = 'audit-checkpoints.ndjson'

/** A line of a checkpoint file, with its number from 1; without a checkpoint where it holds none. */
export interface NumberedLine {
  readonly number: number
  readonly line: CheckpointLine | undefined
  /** True when nothing follows: a line that was being written when the machine stopped. */
  readonly last: boolean
}

/** The lines of a checkpoint file, one by one; none when there is no file. @throws when it cannot be read */
export async function* readCheckpointFile(file: string): AsyncGenerator<NumberedLine> {
  let number = 0
  let before: string | undefined
  const input = createReadStream(file, 'utf8')
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  try {
    for await (const text of lines) {
      if (before !== undefined && before !== '') {
        yield { number, line: readLine(before), last: false }
      }
      number += 1
      before = text
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  } finally {
    input.destroy()
  }
  if (before !== undefined && before !== '') yield { number, line: readLine(before), last: true }
}

/** Appends checkpoints to a file, and returns once they are on the disk. */
export async function appendCheckpoints(
  file: string,
  lines: readonly CheckpointLine[],
): Promise<void> {
  const handle = await open(file, 'a+', 0o600)
  try {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
    await handle.appendFile(`${await mendEnd(handle)}${text}`)
    await handle.datasync()
  } finally {
    await handle.close()
  }
}

/** Longer than any line. */
const maxLineLength = 65_536

/**
 * Takes away what a stopped machine left of a line, for the store has all of it.
 * @returns what has to come before the next line: an end for a line that lacks nothing else
 */
async function mendEnd(handle: FileHandle): Promise<string> {
  const { size } = await handle.stat()
  const from = Math.max(0, size - maxLineLength)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from)
  const end = buffer.subarray(0, bytesRead)
  const begin = end.lastIndexOf('\n') + 1
  const left = end.subarray(begin).toString('utf8')
  if (left === '') return ''
  if (readLine(left) !== undefined) return '\n'
  await handle.truncate(from + begin)
  return ''
}
