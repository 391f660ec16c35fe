import { readFeedback } from '../operations/cds/read-feedback.ts'
import {
  type DecidedLines,
  decideLines,
  type DecideLinesInput,
} from '../operations/decisions/decide-lines.ts'
import { heavy, type HeavyOperation } from './heavy-operation.ts'

const decideSome: HeavyOperation<DecideLinesInput, DecidedLines, Omit<DecidedLines, 'text'>> = {
  lane: 'quick',
  work: decideLines,
  write: ({ text }) => new TextEncoder().encode(text),
  head: ({ text: _, ...head }) => head,
  alone: undefined,
}

/** What hospitals' systems ask that is large, or grows: batches, and what came of their cards. */
export const hospitalOperations = {
  decideLines: decideSome,
  readCdsFeedback: heavy({ lane: 'quick', work: readFeedback }),
}
