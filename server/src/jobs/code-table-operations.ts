import { readCodeTable, writeCodeTable } from '../operations/drafts/code-tables.ts'
import { heavy, heavyFile } from './heavy-operation.ts'

/** Tables of codes are as long as whoever sends them chooses. */
export const codeTableOperations = {
  readCodeTable: heavy({ lane: 'quick', work: readCodeTable }),
  writeCodeTable: heavyFile({ lane: 'quick', work: writeCodeTable }),
}
