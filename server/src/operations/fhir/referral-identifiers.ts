import { createHash } from 'node:crypto'
import type { FhirIdentifier } from '../../contracts/fhir.ts'
import type { DocumentWrite } from '../../documents/document-store.ts'
import type { ReferralIdentifier } from '../../documents/referral-identifier.ts'
import { ServerError } from '../../errors/server-error.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** A name a hospital's system has given: what it is unique in, and itself. */
export interface Identifier {
  readonly system: string
  readonly value: string
}

type Asked = Pick<OperationContext, 'store'>

/** A referral has so many names at most. */
export const maxIdentifiers = 20

/** Those that name anything: with a system that says what they are unique in. Pure. */
export function namingIdentifiers(all: readonly FhirIdentifier[] = []): readonly Identifier[] {
  const named = all.flatMap(({ system, value }) =>
    system === undefined || value === undefined ? [] : [{ system, value }],
  )
  return named.filter(
    (one, at) =>
      named.findIndex(({ system, value }) => system === one.system && value === one.value) === at,
  )
}

/** `system|value` as searches and conditions have it; undefined where it is none. Pure. */
export function readToken(text: string): Identifier | undefined {
  const at = text.indexOf('|')
  if (at <= 0 || at === text.length - 1) return undefined
  return { system: text.slice(0, at), value: text.slice(at + 1) }
}

/** What If-None-Exist asks for. @throws ServerError FHIR_CONDITION_WRONG */
export function readCondition(text: string, own: readonly Identifier[]): Identifier {
  const parameters = [...new URLSearchParams(text)]
  const [[name, value] = ['', ''], ...more] = parameters
  const token = name === 'identifier' && more.length === 0 ? readToken(value) : undefined
  const there = own.find((each) => each.system === token?.system && each.value === token.value)
  // Where the resource did not have it, the same request would make another the next time.
  if (there === undefined) throw new ServerError('FHIR_CONDITION_WRONG')
  return there
}

/** The writes that give a new case its names: they are refused where one is given already. Pure. */
export function nameCase(
  county: string,
  id: string,
  identifiers: readonly Identifier[],
): readonly DocumentWrite[] {
  return identifiers.map(({ system, value }) => ({
    kind: 'insert',
    collection: 'referralIdentifiers',
    document: { id: idOf(county, { system, value }), revision: 1, county, system, value, case: id },
  }))
}

/** What a name is given to in a county. */
export async function findNamed(
  { store }: Asked,
  county: string,
  identifier: Identifier,
): Promise<ReferralIdentifier | undefined> {
  return await store.get('referralIdentifiers', idOf(county, identifier))
}

/** The names of a case. */
export async function identifiersOf({ store }: Asked, id: string): Promise<readonly Identifier[]> {
  const found = await store.find('referralIdentifiers', {
    anyOf: [{ case: id }],
    limit: maxIdentifiers,
  })
  return found.map(({ system, value }) => ({ system, value }))
}

function idOf(county: string, { system, value }: Identifier): string {
  return createHash('sha256')
    .update(JSON.stringify([county, system, value]))
    .digest('hex')
}
