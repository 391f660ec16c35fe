import { attachmentKinds, type AttachmentType } from '../contracts/attachment-kinds.ts'

/** Characters a name may have, its end among them. */
const maxLength = 120

/**
 * The name of a file as it is kept and shown: without folders, without characters that do something instead of being seen,
 * not too long, and with an end that says what the file is. Pure.
 */
export function cleanName(given: string, type: AttachmentType): string {
  const [last = ''] = given.normalize('NFC').split(/[/\\]/).slice(-1)
  // Controls, and marks that turn the direction of a text: with them ‘fdp.exe’ reads as another name.
  const seen = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '')
  const ends: readonly string[] = attachmentKinds[type]
  const dot = seen.lastIndexOf('.')
  const end = dot === -1 ? '' : seen.slice(dot + 1).toLowerCase()
  const own = ends.includes(end)
  const stem = own ? seen.slice(0, dot) : seen
  const ending = own ? end : (ends[0] ?? '')
  const short = Array.from(stem)
    .slice(0, maxLength - ending.length - 1)
    .join('')
  return `${short || '附件'}.${ending}`
}
