import { readCodeTable, writeCodeTable } from '../operations/drafts/code-tables.ts'
import { importCodeMap, presentImported } from '../operations/code-maps/import-code-map.ts'
import { readCodeMapEntries, writeCodeMapTable } from '../operations/code-maps/read-code-maps.ts'
import { heavyOnce } from './heavy-once.ts'
import { heavy, heavyFile } from './heavy-operation.ts'

/** Tables of codes, and maps between them, are as long as whoever sends them chooses. */
export const codeTableOperations = {
  readCodeTable: heavy({ lane: 'quick', work: readCodeTable }),
  writeCodeTable: heavyFile({ lane: 'quick', work: writeCodeTable }),
  importCodeMap: heavyOnce({
    lane: 'long',
    makes: () => ({
      collection: 'codeMaps',
      again: (document) => ({ document, notes: [] }),
    }),
    make: importCodeMap,
    tell: presentImported,
  }),
  readCodeMapEntries: heavy({ lane: 'quick', work: readCodeMapEntries }),
  writeCodeMapTable: heavyFile({ lane: 'quick', work: writeCodeMapTable }),
}
