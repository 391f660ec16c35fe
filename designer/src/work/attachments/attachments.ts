import { attachmentKinds, type FiledAttachment } from '@jieli/server/contracts'

/** What a person may choose: the ends of names of every kind that may be filed. */
export const acceptedEnds = Object.values(attachmentKinds)
  .flat()
  .map((end) => `.${end}`)
  .join(',')

/** A document in few words: its kind as the end of its name, and its size. Pure. */
export function describeAttachment({
  type,
  bytes,
}: Pick<FiledAttachment, 'type' | 'bytes'>): string {
  const ends: Readonly<Record<string, readonly string[]>> = attachmentKinds
  return [ends[type]?.[0]?.toUpperCase(), sizeText(bytes)].filter(Boolean).join(' · ')
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1_000_000
    ? `${Math.round(bytes / 1000)} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`
}
