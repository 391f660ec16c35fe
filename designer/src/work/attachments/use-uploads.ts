import type { UploadedAttachment } from '@jieli/server/contracts'
import { useRef, useState } from 'react'
import { uploadAttachment } from '../../api/attachments.ts'

/** A document that somebody chose: on its way, there, or refused. */
export interface Upload {
  readonly id: number
  /** Which part of the form it was chosen in. */
  readonly part: number
  readonly name: string
  /** What part of it is sent, from 0 to 1. */
  readonly sent: number
  readonly done?: UploadedAttachment
  readonly error?: unknown
}

/** The documents chosen for what is about to be sent, in the order they were chosen. */
export interface Uploads {
  readonly list: readonly Upload[]
  /** Whether all are there: one that is on its way, or was refused, would not go along. */
  readonly whole: boolean
  /** The hashes of those that are there. */
  readonly ready: readonly string[]
  readonly add: (files: readonly File[]) => void
  /** Takes one out; what is on the server is removed there after a day. */
  readonly remove: (id: number) => void
  /** Begins anew, once they are filed. */
  readonly clear: () => void
}

/** Uploads what is chosen to a case at once, or for one that is about to be begun (null), so that sending does not wait. */
export function useUploads(caseId: string | null): Uploads {
  return useUploadParts(caseId).of(0)
}

/** The documents of a form of several parts, each with its own. */
export interface UploadParts {
  readonly of: (part: number) => Uploads
  /** Whether all are there, of every part. */
  readonly whole: boolean
}

/** As {@link useUploads}, for a form of several parts. @param changed told when some are chosen or taken out */
export function useUploadParts(caseId: string | null, changed?: () => void): UploadParts {
  const [all, setAll] = useState<readonly Upload[]>([])
  const next = useRef(0)
  const change = (id: number, to: Partial<Upload>) => {
    setAll((before) => before.map((each) => (each.id === id ? { ...each, ...to } : each)))
  }
  const start = async (file: File, part: number) => {
    const id = next.current++
    setAll((before) => [...before, { id, part, name: file.name, sent: 0 }])
    try {
      const done = await uploadAttachment(caseId, file, (sent) => change(id, { sent }))
      change(id, { done, name: done.name })
    } catch (error) {
      change(id, { error })
    }
  }
  const of = (part: number): Uploads => {
    const list = all.filter((each) => each.part === part)
    return {
      list,
      whole: isWhole(list),
      ready: [...new Set(list.flatMap(({ done }) => done?.sha256 ?? []))],
      add: (files) => {
        for (const file of files) void start(file, part)
        changed?.()
      },
      clear: () => {
        setAll((before) => before.filter((each) => each.part !== part))
      },
      remove: (id) => {
        setAll((before) => before.filter((each) => each.id !== id))
        changed?.()
      },
    }
  }
  return { of, whole: isWhole(all) }
}

function isWhole(list: readonly Upload[]): boolean {
  return list.every(({ done }) => done !== undefined)
}

/** The field of a request that names them; left out where there is none. Pure. */
export function attachmentsInput({ ready }: Pick<Uploads, 'ready'>): { attachments?: string[] } {
  return ready.length === 0 ? {} : { attachments: [...ready] }
}
