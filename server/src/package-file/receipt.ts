import { canonicalJson } from '@jieli/engine'
import { type Receipt, receiptSchema } from '../contracts/receipt.ts'
import { asJson } from '../contracts/wire.ts'
import { type SigningKey, verifies } from './signing-key.ts'

/** What is signed: all a receipt says but the signature. Pure. */
export function receiptMessage({ signature: _signature, ...rest }: Receipt): string {
  return canonicalJson(rest)
}

/** Signs a receipt with the key of the server that writes it. */
export function signReceipt(
  receipt: Omit<Receipt, 'format' | 'formatVersion' | 'publicKey' | 'signature'>,
  key: SigningKey,
): Receipt {
  const unsigned: Receipt = {
    format: 'jieli-receipt',
    formatVersion: 1,
    ...receipt,
    publicKey: key.publicKey,
    signature: '',
  }
  return { ...unsigned, signature: key.sign(receiptMessage(unsigned)) }
}

/** What a text was found to be. */
type OpenedReceipt =
  | { readonly found: 'none' }
  | { readonly found: 'changed' }
  | { readonly found: 'whole'; readonly receipt: Receipt }

/** What a text is: no receipt at all, one that was changed since it was signed, or one that is as it was signed. Pure. */
export function openReceipt(text: string): OpenedReceipt {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { found: 'none' }
  }
  const parsed = receiptSchema.safeParse(value)
  if (!parsed.success) return { found: 'none' }
  const receipt = asJson(parsed.data)
  return verifies(receiptMessage(receipt), receipt.signature, receipt.publicKey)
    ? { found: 'whole', receipt }
    : { found: 'changed' }
}
