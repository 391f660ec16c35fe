import type { BatchReplyLine } from '../contracts/decide-batch.ts'

/** What came of one line of a batch. */
export type LineAnswer = Exclude<BatchReplyLine, { end: true }>

/** A reply to a batch broke off: what was answered until then holds, the rest is to be asked again. */
export class BrokenBatchError extends Error {
  override readonly name = 'BrokenBatchError'
}

/** The lines of a reply one by one, as they come in. @throws BrokenBatchError where the last one is missing */
export async function* answerLines(reply: Response): AsyncGenerator<LineAnswer, void> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const part of reply.body ?? []) {
    const lines = (rest + decoder.decode(part, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const answer = JSON.parse(line) as BatchReplyLine
      if ('end' in answer) return
      yield answer
    }
  }
  throw new BrokenBatchError('The reply to a batch ended before its last line.')
}
