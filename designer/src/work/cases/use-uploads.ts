import type { UploadedAttachment } from '@jieli/server/contracts'
import { useRef, useState } from 'react'
import { uploadAttachment } from '../../api/attachments.ts'

/** A document that somebody chose for a step: on its way, there, or refused. */
export interface Upload {
  readonly id: number
  readonly name: string
  /** What part of it is sent, from 0 to 1. */
  readonly sent: number
  readonly done?: UploadedAttachment
  readonly error?: unknown
}

/** The documents chosen for a step of a case, in the order they were chosen. */
export interface Uploads {
  readonly list: readonly Upload[]
  /** Whether all are there: one that is on its way, or was refused, would not go along. */
  readonly whole: boolean
  /** The hashes of those that are there. */
  readonly ready: readonly string[]
  readonly add: (files: readonly File[]) => void
  /** Takes one out of the step; what is on the server is removed there after a day. */
  readonly remove: (id: number) => void
  /** Begins anew, once a step has filed them. */
  readonly clear: () => void
}

/** Uploads what is chosen to a case at once, so that the step itself is sent without waiting. */
export function useUploads(caseId: string): Uploads {
  const [list, setList] = useState<readonly Upload[]>([])
  const next = useRef(0)
  const change = (id: number, to: Partial<Upload>) => {
    setList((before) => before.map((each) => (each.id === id ? { ...each, ...to } : each)))
  }
  const start = async (file: File) => {
    const id = next.current++
    setList((before) => [...before, { id, name: file.name, sent: 0 }])
    try {
      const done = await uploadAttachment(caseId, file, (sent) => change(id, { sent }))
      change(id, { done, name: done.name })
    } catch (error) {
      change(id, { error })
    }
  }
  return {
    list,
    whole: list.every(({ done }) => done !== undefined),
    ready: [...new Set(list.flatMap(({ done }) => done?.sha256 ?? []))],
    add: (files) => {
      for (const file of files) void start(file)
    },
    clear: () => {
      setList([])
    },
    remove: (id) => {
      setList((before) => before.filter((each) => each.id !== id))
    },
  }
}
