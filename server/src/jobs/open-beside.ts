import type { Bundle } from '@jieli/engine'
import { ServerError } from '../errors/server-error.ts'
import { type OpenVersion, openVersion } from '../operations/context/bundle-cache.ts'
import type { Caller } from '../operations/context/caller.ts'
import type { DocumentStore } from '../documents/document-store.ts'
import type { Offload } from './server-context.ts'

/** Whose jobs these are: whoever asks for what rests on a version has been looked at already. */
const opener: Caller = { kind: 'system', id: 'versions', title: 'versions', grants: [] }

/**
 * Opens versions on a thread of the pool: hash and form of a large one take a tenth of a second and more. Where no thread
 * can take it, it is opened here, so that cases go on however busy the pool is.
 */
export function openBeside(store: DocumentStore, offload: Offload): OpenVersion {
  return async (publication) => {
    try {
      const { bytes, head: damage } = await offload('openVersion', opener, publication)
      return damage ?? (JSON.parse(new TextDecoder().decode(bytes)) as Bundle)
    } catch (error) {
      if (!(error instanceof ServerError) || !isBusy(error)) throw error
      return await openVersion(store, publication)
    }
  }
}

function isBusy({ code }: ServerError): boolean {
  return code === 'SERVER_BUSY' || code === 'SERVER_ENDING'
}
