import { readFeedback } from '../operations/cds/read-feedback.ts'
import { heavy } from './heavy-operation.ts'

/** What came of the cards that hospitals' systems were shown. */
export const cdsOperations = {
  readCdsFeedback: heavy({ lane: 'quick', work: readFeedback }),
}
