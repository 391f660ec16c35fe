import { jsonEqual } from '@jieli/engine'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useDocument, useDocumentStore } from '../../document/editing/use-document.ts'
import { useSession } from '../../api/use-session.ts'
import { answerAsLive, askLiveCopies } from './live-copies.ts'
import { copiesOf, dropCopy, type LocalCopy } from './local-copies.ts'
import { LocalCopyKeeper } from './local-copy-keeper.ts'

export interface LocalCopies {
  /** What was left here without being saved, the newest first. */
  readonly left: readonly LocalCopy[]
  readonly restore: (copy: LocalCopy) => void
  readonly drop: (copy: LocalCopy) => void
  /** Whether this browser has all that is not saved, as of now. */
  readonly flush: () => Promise<boolean>
}

/** Keeps unsaved edits in this browser, and offers those that were left. Nothing of the kind for whoever may only try. */
export function useLocalCopy(canSave: boolean): LocalCopies {
  const store = useDocumentStore()
  const ruleset = useDocument((state) => state.present.manifest.id)
  const account = useSession().data?.username
  const keeper = useRef<LocalCopyKeeper>(undefined)
  const [left, setLeft] = useState<readonly LocalCopy[]>([])
  useEffect(() => {
    if (!canSave || account === undefined) return
    const own = new LocalCopyKeeper(store, { account, ruleset })
    keeper.current = own
    const ends = [own.start(), answerAsLive(own.id)]
    let gone = false
    const look = async () => {
      const [found, live] = await Promise.all([copiesOf(account, ruleset), askLiveCopies()])
      const dead = found.filter(({ id }) => !live.has(id))
      // A window that was closed as it was saving may have left what was saved.
      const { present } = store.getState()
      const isSaved = ({ edited }: LocalCopy) => jsonEqual(edited, present)
      for (const { id } of dead.filter(isSaved)) void dropCopy(id)
      if (!gone) setLeft(dead.filter((copy) => !isSaved(copy)))
    }
    // Where a browser keeps nothing, nothing was left.
    look().catch(() => setLeft([]))
    return () => {
      gone = true
      for (const end of ends) end()
    }
  }, [store, ruleset, account, canSave])
  const drop = useCallback((copy: LocalCopy) => {
    setLeft((all) => all.filter(({ id }) => id !== copy.id))
    void dropCopy(copy.id)
  }, [])
  const flush = useCallback(async () => (await keeper.current?.flush()) ?? false, [])
  const restore = useCallback(
    (copy: LocalCopy) => {
      store.restore({ revision: copy.revision, ruleset: copy.edited })
      // The old copy goes once there is a new one.
      void flush().then((kept) => {
        if (kept) drop(copy)
      })
    },
    [store, flush, drop],
  )
  return { left, restore, drop, flush }
}
