import { z } from 'zod'
import { formats } from './format.ts'

export const citationSchema = z.string().max(200).regex(formats.citation.pattern).meta({
  id: 'Citation',
  description:
    "Where a rule comes from, as one text: the id of a document listed in the manifest's `sources`, `#`, and the clause as that document numbers it. `district-plan#DP-39`, `county-notice#第十二条`, `county-notice#三(二)2`.",
})
export type Citation = z.infer<typeof citationSchema>

/** A clause of which the wording is kept, as its document numbers it. */
export const clauseSchema = z.string().max(100).regex(formats.clause.pattern)

export const citesSchema = z
  .array(citationSchema)
  .max(50)
  .describe('The clauses it rests on. Every answer that comes of it shows them.')

/** A citation from its parts. Pure. */
export function createCitation(document: string, clause: string): Citation {
  return `${document}#${clause}`
}

/** The id of the document that is cited. Pure. */
export function documentOf(citation: Citation): string {
  return citation.slice(0, Math.max(0, citation.indexOf('#')))
}

/** The clause that is cited, as its document numbers it. Pure. */
export function clauseOf(citation: Citation): string {
  return citation.slice(citation.indexOf('#') + 1)
}
