import { canonicalJson } from '@jieli/engine'
import type { z } from 'zod'
import { asJson, type Wire } from '../contracts/wire.ts'
import { type SigningKey, verifies } from './signing-key.ts'

/** Who signed a file, and the signature over all else it says. */
export interface Signed {
  readonly publicKey: string
  readonly signature: string
}

/** Signs what a file is to say with the key of the server that writes it. */
export function signFile<Content extends object>(
  content: Content,
  key: SigningKey,
): Content & Signed {
  const unsigned = { ...content, publicKey: key.publicKey, signature: '' }
  return { ...unsigned, signature: key.sign(messageOf(unsigned)) }
}

/** What a text was found to be: no such file at all, one that was changed since it was signed, or as it was signed. */
export type OpenedFile<File> =
  | { readonly found: 'none' }
  | { readonly found: 'changed' }
  | { readonly found: 'whole'; readonly file: File }

/** Reads a signed file and looks whether it is as it was signed; by whom is left to the caller. Pure. */
export function openSignedFile<Schema extends z.ZodType<Signed>>(
  schema: Schema,
  text: string,
): OpenedFile<Wire<Schema>> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { found: 'none' }
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) return { found: 'none' }
  const { signature, publicKey } = parsed.data
  return verifies(messageOf(parsed.data), signature, publicKey)
    ? { found: 'whole', file: asJson(parsed.data) as Wire<Schema> }
    : { found: 'changed' }
}

/** What is signed: all a file says but the signature. */
function messageOf({ signature: _signature, ...rest }: Signed): string {
  return canonicalJson(rest)
}
