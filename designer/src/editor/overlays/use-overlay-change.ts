import type { OverlaidDraft } from '@jieli/server/contracts'
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { readDraft } from '../../api/rulesets.ts'
import { useDocumentStore } from '../../document/editing/use-document.ts'
import type { DraftSaver } from '../draft/use-save-draft.ts'

/**
 * Changes the overlays of the draft on the server, once what is unsaved is saved, and opens the draft as it is then.
 * @param change called with the ruleset and the revision it rests on
 * @param done the message when it is done
 */
export function useOverlayChange<T>(
  saver: DraftSaver,
  change: (id: string, revision: number, input: T) => Promise<OverlaidDraft>,
  done: string,
): UseMutationResult<OverlaidDraft | undefined, Error, T> {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const store = useDocumentStore()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (input: T) => {
      const { present, saved, revision } = store.getState()
      const { id } = present.manifest
      const resting = saved ? revision : await saver.save()
      // Not saved: the reason is on the screen already.
      if (resting === undefined) return undefined
      const overlaid = await change(id, resting, input)
      store.reopen(await readDraft(id))
      return overlaid
    },
    onSuccess: (overlaid) => {
      if (overlaid === undefined) return
      const open = overlaid.issues.filter(({ severity }) => severity !== 'info').length
      void message.success(open === 0 ? done : t('overlays.doneWith', { done, count: open }))
      for (const queryKey of [['rulesets'], ['ruleset'], ['worklist'], ['pull']])
        void queryClient.invalidateQueries({ queryKey })
    },
  })
}
