import type { UploadedAttachment } from '@jieli/server/contracts'
import { ApiError, problemOf } from './api-error.ts'
import { base, requestFile, unreachable } from './request.ts'

const of = (id: string | null): string =>
  id === null ? '/attachments' : `/cases/${encodeURIComponent(id)}/attachments`

/** A document that was filed in a case. */
export function readAttachment(id: string, sha256: string): Promise<Blob> {
  return requestFile(`${of(id)}/${sha256}`)
}

/**
 * Uploads a document to a case, or for one that is about to be begun (null), to be filed with what is sent next. Not by `fetch`, which does not say how far it is.
 * @param progress told what part of it is sent, from 0 to 1
 * @throws {ApiError} when the server refuses it, or cannot be reached (status 0)
 */
export function uploadAttachment(
  id: string | null,
  file: File,
  progress: (sent: number) => void,
): Promise<UploadedAttachment> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest()
    sending.open('POST', `${base}${of(id)}?name=${encodeURIComponent(file.name)}`)
    sending.setRequestHeader('accept', 'application/json')
    sending.setRequestHeader('content-type', file.type || 'application/octet-stream')
    sending.responseType = 'json'
    sending.upload.onprogress = ({ loaded, total }) => {
      progress(total === 0 ? 0 : loaded / total)
    }
    sending.onload = () => {
      if (sending.status === 201) resolve(sending.response as UploadedAttachment)
      else reject(new ApiError(problemOf(sending.status, sending.response)))
    }
    sending.onerror = () => {
      reject(unreachable())
    }
    sending.send(file)
  })
}
