import { revisionOfTag } from '../contracts/common.ts'
import { ServerError } from '../errors/server-error.ts'

/** The revision a change rests on. @throws ServerError REVISION_NEEDED when the request does not say it */
export function neededRevision(tag: string | undefined): number {
  if (tag === undefined) throw new ServerError('REVISION_NEEDED')
  return revisionOfTag(tag)
}
