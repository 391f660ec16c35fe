import type { ContentReader } from '../../ports/attachment-contents.ts'
import { subjectChain } from '../audited-collections.ts'
import { lookAtContent } from '../verified-content.ts'
import type { SeenDocument, Suspicion } from './verify-document.ts'
import type { FileLooker, Verifier } from './verifier.ts'

/** So many are remembered as looked at; beyond that one may be looked at twice. */
const maxRemembered = 20_000

/**
 * Looks at contents kept beside the store, each once.
 * @param whole whether all of each is read and hashed, or only looked for
 */
export function lookAtFiles(contents: ContentReader, whole: boolean): FileLooker {
  const known = new Map<string, Awaited<ReturnType<FileLooker>>>()
  return async (sha256) => {
    const found = known.get(sha256) ?? (await lookAtContent(contents, sha256, whole))
    if (known.size < maxRemembered) known.set(sha256, found)
    return found
  }
}

/** What is wrong with the contents that a document names. */
export async function suspectFiles(
  { files: lookAt }: Verifier,
  { collection, audited, document }: SeenDocument,
): Promise<Suspicion[]> {
  if (lookAt === undefined || audited.kind !== 'subject' || audited.files === undefined) return []
  const where = subjectChain(collection, document.id)
  const suspicions: Suspicion[] = []
  for (const sha256 of filesOf(audited.files, document)) {
    const found = await lookAt(sha256)
    if (found === 'kept') continue
    const code = found === 'missing' ? 'ATTACHMENT_MISSING' : 'ATTACHMENT_CHANGED'
    suspicions.push([code, `${where}/${sha256}`, { document: where, file: sha256 }])
  }
  return suspicions
}

function filesOf(
  files: (document: SeenDocument['document']) => readonly string[],
  document: SeenDocument['document'],
): ReadonlySet<string> {
  try {
    return new Set(files(document).filter((each) => /^[0-9a-f]{64}$/.test(each)))
  } catch {
    // What is wrong with it is told by the log.
    return new Set()
  }
}
