import { hash as digest } from 'node:crypto'
import { z } from 'zod'
import type { StoredDocument } from '../ports/store.ts'
import { type SigningKey, verifies } from '../package-file/signing-key.ts'
import type { ChainHead } from './audit-entry.ts'
import { canonicalText } from './canonical-text.ts'

const lineSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{8}:\d{9}$/),
  at: z.string(),
  previous: z.string(),
  heads: z.int().min(0),
  headsHash: z.string(),
  key: z.string(),
  publicKey: z.string(),
  signature: z.string(),
})

/**
 * Where the chains stood at a moment, signed: what a copy kept elsewhere proves later. `id` is the server's and the
 * number of its checkpoint, `heads` how many chains had moved since the one before, `headsHash` the hash of where they
 * stood, `previous` the hash of the server's checkpoint before, `key` what the key names itself by that sealed them. Told
 * as one line of a file.
 */
export type CheckpointLine = z.infer<typeof lineSchema>

/** A checkpoint as it is stored: with where each of the chains stood. */
export interface CheckpointDocument extends StoredDocument {
  readonly at: string
  readonly line: CheckpointLine
  readonly heads: readonly ChainHead[]
}

/** Sorts by server and number. Pure. */
export function checkpointId(server: string, number: number): string {
  return `${server}:${String(number).padStart(9, '0')}`
}

/** The server and number of a checkpoint. Pure. */
export function checkpointPlace(id: string): { readonly server: string; readonly number: number } {
  const [server = '', number = ''] = id.split(':')
  return { server, number: Number(number) }
}

/** Signs where chains stand. */
export function signCheckpoint(
  place: Pick<CheckpointLine, 'id' | 'at' | 'previous' | 'key'>,
  heads: readonly ChainHead[],
  { publicKey, sign }: SigningKey,
): CheckpointDocument {
  const said = { ...place, heads: heads.length, headsHash: headsHash(heads), publicKey }
  const line = { ...said, signature: sign(canonicalText(said)) }
  return { id: place.id, revision: 1, at: place.at, line, heads }
}

/** What the next checkpoint names this one by. Pure. */
export function lineHash(line: CheckpointLine): string {
  return digest('sha256', canonicalText(line))
}

/** Whether a line says what its key signed. Pure. */
export function isSigned({ signature, ...said }: CheckpointLine): boolean {
  return verifies(canonicalText(said), signature, said.publicKey)
}

/** Whether a stored checkpoint is what its line says. Pure. */
export function isWhole(document: CheckpointDocument): boolean {
  const { line, heads } = document
  const parsed = lineSchema.safeParse(line)
  return (
    parsed.success &&
    line.id === document.id &&
    line.at === document.at &&
    document.revision === 1 &&
    Object.keys(document).length === 5 &&
    Array.isArray(heads) &&
    line.heads === heads.length &&
    line.headsHash === headsHash(heads) &&
    isSigned(line)
  )
}

/** A line of a checkpoint file; undefined for what is none. Pure. */
export function readLine(text: string): CheckpointLine | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function headsHash(heads: readonly ChainHead[]): string {
  return digest('sha256', canonicalText(heads))
}
