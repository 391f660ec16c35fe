import type { Editor } from '../../documents/draft-document.ts'
import { type Caller, personOf } from './caller.ts'

/** Whoever did something, with the person behind it, so that the same person is known by any account or key. Pure. */
export function editorOf(caller: Caller): Editor {
  const { kind, id } = caller
  return { kind, id, person: personOf(caller) }
}

/** Whether a caller is somebody, by account, key, or the person behind either. Pure. */
export function isSame(caller: Caller, other: Editor): boolean {
  const person = personOf(caller)
  return (
    (other.kind === caller.kind && other.id === caller.id) ||
    (person !== null && person === other.person)
  )
}
