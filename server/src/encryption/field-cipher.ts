import { algorithmSets, type AlgorithmSet, type DataKeys } from '../ports/data-keys.ts'
import { createKeySuites, setNamed, suiteNames } from './key-suites.ts'

/** Where a value lies: a ciphertext opens in its own place alone. */
export interface FieldPlace {
  readonly collection: string
  readonly id: string
  readonly field: string
}

/** Encrypts the values of fields. A ciphertext is a text that begins as no text of ours does. */
export interface FieldCipher {
  /** The key that is written with. */
  readonly keyId: string
  /** Every key that can be read with. */
  readonly keyIds: readonly string[]
  readonly seal: (value: unknown, place: FieldPlace) => string | undefined
  /** The text as it is found by in a collection. */
  readonly match: (text: string, collection: string, field: string) => string
  /** Every way a text may be stored: by each key, by either set of algorithms, and not encrypted. */
  readonly matches: (text: string, collection: string, field: string) => readonly string[]
  /** Whether a value is a ciphertext of the key and the algorithms that are written with. */
  readonly isCurrent: (value: unknown) => boolean
  /** @throws {StoreError} STORE_KEY for another key, TamperedError */
  readonly open: (sealed: string, place: FieldPlace) => unknown
}

/** What a ciphertext begins with: a character that no text people write has, and no JSON of ours begins with. */
const mark = '\u0001'
const sealedForm = new RegExp(`^${mark}([as])([sm])([0-9a-f]{8})\\.`)

/** Whether a stored value is a ciphertext. Pure. */
export function isSealed(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith(mark) && sealedForm.test(value)
}

/** Without keys nothing is encrypted, and what is encrypted is refused. */
export function createFieldCipher(keys: DataKeys | undefined): FieldCipher | undefined {
  if (keys === undefined) return undefined
  const { keyId, keyIds, suiteOf } = createKeySuites(keys)
  const present = suiteOf(keys.algorithms, keyId)
  const matchBy = (set: AlgorithmSet, id: string, text: string, place: string) =>
    `${head(set, 'm', id)}${suiteOf(set, id).match(Buffer.from(text), place).toString('base64')}`
  return {
    keyId,
    keyIds,
    seal(value, place) {
      const text = JSON.stringify(value) as string | undefined
      if (text === undefined) return undefined
      const sealed = present.seal(Buffer.from(text), placeText(place))
      return `${head(keys.algorithms, 's', keyId)}${sealed.toString('base64')}`
    },
    match: (text, collection, field) =>
      matchBy(keys.algorithms, keyId, text, `${collection}.${field}`),
    matches: (text, collection, field) => [
      ...keyIds.flatMap((id) =>
        algorithmSets.map((set) => matchBy(set, id, text, `${collection}.${field}`)),
      ),
      text,
    ],
    isCurrent: (value) =>
      typeof value === 'string' &&
      (value.startsWith(head(keys.algorithms, 's', keyId)) ||
        value.startsWith(head(keys.algorithms, 'm', keyId))),
    open(sealed, place) {
      const [whole = '', suite, kind, id = ''] = sealedForm.exec(sealed) ?? []
      const set = setNamed(suite)
      const bytes = Buffer.from(sealed.slice(whole.length), 'base64')
      if (kind === 'm')
        return suiteOf(set, id)
          .openMatch(bytes, `${place.collection}.${place.field}`)
          .toString('utf8')
      return JSON.parse(suiteOf(set, id).open(bytes, placeText(place)).toString('utf8'))
    },
  }
}

function head(set: AlgorithmSet, kind: 's' | 'm', id: string): string {
  return `${mark}${suiteNames[set]}${kind}${id}.`
}

function placeText({ collection, id, field }: FieldPlace): string {
  return `${collection}.${field} ${id}`
}
