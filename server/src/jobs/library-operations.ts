import { listTemplates } from '../operations/library/list-templates.ts'
import { readBook } from '../operations/library/read-book.ts'
import { readMatrix } from '../operations/library/read-matrix.ts'
import { heavy } from './heavy-operation.ts'

/** Whole rulesets beside one another, and one as a book. */
export const libraryOperations = {
  listTemplates: heavy({
    lane: 'quick',
    work: async (context, caller, _: undefined) => listTemplates(context, caller),
  }),
  readBook: heavy({ lane: 'quick', work: readBook }),
  readMatrix: heavy({ lane: 'quick', work: readMatrix }),
}
