import { documentOf } from '../model/citation.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { citedPlaces } from '../model/references/cited-places.ts'
import type { Ruleset } from '../model/ruleset.ts'

/** Rules that cite nothing, and citations of documents that are not listed. Pure. */
export function checkCitations(ruleset: Ruleset): readonly Issue[] {
  const documents = new Set(ruleset.manifest.sources.map((source) => source.id))
  return citedPlaces(ruleset).flatMap(({ path, cites, required }) => [
    ...(required && cites.length === 0 ? [createIssue('CITATION_MISSING', path)] : []),
    ...cites
      .map(documentOf)
      .filter((document) => !documents.has(document))
      .map((document) => createIssue('CITATION_DOCUMENT', `${path}/cites`, { document })),
  ])
}
