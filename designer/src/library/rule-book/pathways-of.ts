import { type Pathway, type PathwaySubject, type Ruleset, subjectOf } from '@jieli/engine'

/** The pathways that hold the cases of patients, or those of the community. Pure. */
export function pathwaysOf(
  { pathways }: Pick<Ruleset, 'pathways'>,
  subject: PathwaySubject,
): readonly Pathway[] {
  return pathways.filter((pathway) => subjectOf(pathway) === subject)
}
