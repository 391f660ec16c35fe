import type { z } from 'zod'
import type { conceptSchema, extensionSchema } from '../../contracts/fhir-elements.ts'
import { factSystem } from './fact-sources.ts'
import type { GivenFact } from './given-fact.ts'

type Concept = z.infer<typeof conceptSchema>
type Extension = z.infer<typeof extensionSchema>

/**
 * The facts a resource gives by codings of the system `urn:jieli:fact:<fact>` and by extensions of that address, as they
 * are written. Pure.
 */
export function declaredFacts(resource: {
  readonly extension?: readonly Extension[] | undefined
  readonly concepts?: readonly (Concept | undefined)[]
}): readonly GivenFact[] {
  const coded = (resource.concepts ?? [])
    .flatMap((concept) => concept?.coding ?? [])
    .flatMap(({ system, code }) => given(system, code))
  const extended = (resource.extension ?? []).flatMap((extension) =>
    given(extension.url, valueOf(extension)),
  )
  return [...coded, ...extended]
}

function given(name: string | undefined, value: unknown): GivenFact[] {
  return name?.startsWith(factSystem) === true && value !== undefined
    ? [{ fact: name.slice(factSystem.length), value }]
    : []
}

/** What stands under `value[x]`; of a coding its code. Pure. */
export function valueOf(holder: Readonly<Record<string, unknown>>): unknown {
  const [name] = Object.keys(holder).filter((key) => key.startsWith('value'))
  if (name === undefined) return undefined
  const value = holder[name]
  if (name === 'valueCoding') return (value as { code?: unknown } | null)?.code
  return name === 'valueCodeableConcept' ? (value as Concept | null)?.coding?.[0]?.code : value
}
