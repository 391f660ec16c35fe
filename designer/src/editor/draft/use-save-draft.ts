import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, describeFailure } from '../../api/api-error.ts'
import { saveDraft } from '../../api/rulesets.ts'
import { currentStep } from '../../document/state/document-store.ts'
import { useDocumentStore } from '../../document/editing/use-document.ts'
import { useText } from '../../kit/i18n/use-language.ts'

/** Somebody else's draft that a save would have overwritten. */
export interface NewerDraft {
  readonly savedBy: string
  readonly savedAt: string
}

export interface DraftSaver {
  /** Saves what is unsaved; gives back the stored revision, or undefined when it could not be saved. */
  readonly save: () => Promise<number | undefined>
  readonly saving: boolean
  readonly newer: NewerDraft | undefined
  readonly forgetNewer: () => void
}

/** Saves the document over the revision it rests on, and never over anybody else's. */
export function useSaveDraft(): DraftSaver {
  const { t } = useTranslation()
  const text = useText()
  const { message, modal } = App.useApp()
  const store = useDocumentStore()
  const queryClient = useQueryClient()
  const [newer, setNewer] = useState<NewerDraft>()
  const saving = useMutation({
    mutationFn: async () => {
      const state = store.getState()
      const step = currentStep(state)
      const id = state.present.manifest.id
      const saved = await saveDraft(id, state.revision, state.present)
      store.markSaved({ revision: saved.revision, origin: saved.origin, step })
      return saved.revision
    },
    onSuccess: () => {
      void message.success(t('editor.savedNow'))
      void queryClient.invalidateQueries({ queryKey: ['rulesets'] })
      void queryClient.invalidateQueries({ queryKey: ['ruleset'] })
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 412) {
        const { savedBy, savedAt } = error.problem
        setNewer({ savedBy: savedBy ?? '', savedAt: savedAt ?? '' })
        return
      }
      const issues = error instanceof ApiError ? error.issues : []
      modal.error({
        title: t('editor.saveFailed'),
        content: [describeFailure(error), ...issues.slice(0, 5).map((issue) => issue.message)]
          .map((message) => text(message))
          .join('\n'),
        className: 'multiline-modal',
      })
    },
  })
  return {
    save: async () => {
      // A field that still has uncommitted text commits it when it loses the focus.
      if (
        document.activeElement instanceof HTMLElement &&
        document.activeElement.dataset['pending'] === 'true'
      )
        document.activeElement.blur()
      const { saved, revision } = store.getState()
      if (saved && revision > 0) return revision
      return saving.mutateAsync().catch(() => undefined)
    },
    saving: saving.isPending,
    newer,
    forgetNewer: () => setNewer(undefined),
  }
}
