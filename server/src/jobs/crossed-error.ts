import type { Issue, Text } from '@jieli/engine'
import { UntracedError } from '../audit/commit.ts'
import type { ErrorCode } from '../errors/catalogue.ts'
import { type RefusedAccess, ServerError } from '../errors/server-error.ts'
import { StoreError, type StoreErrorCode } from '../ports/store-error.ts'

/** An error in plain values, as it goes from one thread to another. */
export type CrossedError =
  | {
      readonly kind: 'server'
      readonly code: ErrorCode
      readonly text: Text
      readonly issues: readonly Issue[] | undefined
      readonly extra: Readonly<Record<string, unknown>>
      readonly retryAfter: number | undefined
      readonly refused: RefusedAccess | undefined
    }
  | { readonly kind: 'store'; readonly code: StoreErrorCode; readonly message: string }
  | { readonly kind: 'untraced'; readonly collection: string; readonly id: string }
  | { readonly kind: 'other'; readonly message: string; readonly stack: string | undefined }

/** Takes an error apart. What it says to the outside crosses whole; of others, what a log needs. Pure. */
export function crossError(error: unknown): CrossedError {
  if (error instanceof ServerError) {
    const { code, text, issues, extra, retryAfter, refused } = error
    return { kind: 'server', code, text, issues, extra, retryAfter, refused }
  }
  if (error instanceof StoreError)
    return { kind: 'store', code: error.code, message: error.message }
  if (error instanceof UntracedError)
    return { kind: 'untraced', collection: error.collection, id: error.id }
  return error instanceof Error
    ? { kind: 'other', message: error.message, stack: error.stack }
    : { kind: 'other', message: String(error), stack: undefined }
}

/** Puts an error together again. Pure. */
export function crossedError(crossed: CrossedError): Error {
  switch (crossed.kind) {
    case 'server': {
      const { code, text, issues, extra, retryAfter, refused } = crossed
      return new ServerError(
        code,
        {},
        {
          text,
          extra,
          ...(issues && { issues }),
          ...(refused && { refused }),
          ...(retryAfter !== undefined && { retryAfter }),
        },
      )
    }
    case 'store':
      return new StoreError(crossed.code, crossed.message)
    case 'untraced':
      return new UntracedError(crossed.collection, crossed.id)
    case 'other': {
      const error = new Error(crossed.message)
      if (crossed.stack !== undefined) error.stack = crossed.stack
      return error
    }
  }
}
