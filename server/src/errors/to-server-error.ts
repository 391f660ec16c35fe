import { UntracedError } from '../audit/commit.ts'
import { StoreError } from '../ports/store-error.ts'
import { ServerError } from './server-error.ts'

/** What an error says about the request it came up in. */
export interface FailedRequest {
  readonly id: string
  readonly contentType: string
  readonly bodyLimit: number
}

/**
 * The error to answer with. Whatever is not known to be meant for the outside becomes UNEXPECTED, which says
 * nothing but the number under which it is logged. Pure.
 */
export function toServerError(error: unknown, request: FailedRequest): ServerError {
  if (error instanceof ServerError) return error
  if (error instanceof StoreError) {
    return new ServerError(error.code === 'STORE_TOO_LARGE' ? 'RECORD_TOO_LARGE' : 'NOT_READY')
  }
  if (error instanceof UntracedError) {
    return new ServerError('RECORD_UNTRACED', { record: `${error.collection}/${error.id}` })
  }
  const { code, statusCode } = describe(error)
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new ServerError('BODY_TOO_LARGE', { limit: sizeText(request.bodyLimit) })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new ServerError('MEDIA_TYPE', { actual: request.contentType.slice(0, 100) })
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new ServerError('ADDRESS_TOO_LONG')
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new ServerError('REQUEST_REFUSED', {
        detail: { zh: '正文长度与所称不符', en: 'the body is not as long as it claims' },
      })
    case 'FST_ERR_BAD_URL':
      return new ServerError('REQUEST_REFUSED', {
        detail: { zh: '地址写法有误', en: 'the address is not well formed' },
      })
    default:
      return statusCode !== undefined && statusCode >= 400 && statusCode < 500
        ? new ServerError('REQUEST_REFUSED', {
            detail: { zh: '请求不完整或写法有误', en: 'it is incomplete or not well formed' },
          })
        : new ServerError('UNEXPECTED', { request: request.id })
  }
}

function describe(error: unknown): { code?: unknown; statusCode?: number } {
  if (typeof error !== 'object' || error === null) return {}
  return {
    ...('code' in error && { code: error.code }),
    ...('statusCode' in error &&
      typeof error.statusCode === 'number' && { statusCode: error.statusCode }),
  }
}

function sizeText(bytes: number): string {
  return bytes >= 1_000_000 ? `${bytes / 1_000_000} MB` : `${bytes / 1000} KB`
}
