import { canonicalJson } from '@jieli/engine'
import { type ApprovalRecord, approvalRecordSchema } from '../contracts/approval-record.ts'
import { asJson } from '../contracts/wire.ts'
import { type SigningKey, verifies } from './signing-key.ts'

/** What is signed: all a record says but the signature. Pure. */
export function approvalRecordMessage({ signature: _signature, ...rest }: ApprovalRecord): string {
  return canonicalJson(rest)
}

/** Signs a record with the key of the server that keeps the case. */
export function signApprovalRecord(
  record: Omit<ApprovalRecord, 'publicKey' | 'signature'>,
  key: SigningKey,
): ApprovalRecord {
  const unsigned = { ...record, publicKey: key.publicKey, signature: '' }
  return { ...unsigned, signature: key.sign(approvalRecordMessage(unsigned)) }
}

/** What a text was found to be. */
type OpenedRecord =
  | { readonly found: 'none' }
  | { readonly found: 'changed' }
  | { readonly found: 'whole'; readonly record: ApprovalRecord }

/** What a text is: no record at all, one that was changed since it was signed, or one that is as it was signed. Pure. */
export function openApprovalRecord(text: string): OpenedRecord {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { found: 'none' }
  }
  const parsed = approvalRecordSchema.safeParse(value)
  if (!parsed.success) return { found: 'none' }
  const record = asJson(parsed.data)
  return verifies(approvalRecordMessage(record), record.signature, record.publicKey)
    ? { found: 'whole', record }
    : { found: 'changed' }
}
