import {
  type Bundle,
  canonicalJson,
  contentHash,
  type OpenItem,
  type Posting,
  settle,
  type Settlement,
  type SettlementInput,
} from '@jieli/engine'
import type { SettlementContent } from '../../documents/settlement-documents.ts'

/** What a settlement computes, and the hashes that seal it. */
export interface ComputedSettlement {
  readonly content: SettlementContent
  readonly postings: readonly Posting[]
  readonly open: readonly OpenItem[]
  readonly sound: boolean
  readonly inputHash: string
  readonly resultHash: string
}

/** Computes a period's money: the same input always gives the same bytes. Pure. */
export function computeSettlement(bundle: Bundle, given: SettlementInput): ComputedSettlement {
  // Through JSON, so that what is computed again later is compared with what was stored.
  const input = JSON.parse(canonicalJson(given)) as SettlementInput
  const result = JSON.parse(canonicalJson(settle(bundle, input))) as Settlement
  const { events: _, earlier: __, ...head } = input
  const { postings, open, ...ledger } = result.ledger
  return {
    content: {
      input: head,
      result: {
        ...result,
        ledger: { ...ledger, postings: postings.length, open: open.length },
      },
    },
    postings,
    open,
    sound: result.issues.every(({ severity }) => severity !== 'error'),
    inputHash: contentHash({ bundle: bundle.hash, input }),
    resultHash: contentHash(result),
  }
}
