import { useQuery } from '@tanstack/react-query'
import { Spin } from 'antd'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useParams } from 'react-router'
import { describeFailure } from '../api/api-error.ts'
import { readDraft, readRuleset, type RulesetSummary, type StoredDraft } from '../api/rulesets.ts'
import { createDocumentStore } from '../document/document-store.ts'
import { DocumentContext } from '../document/use-document.ts'
import { useText } from '../i18n/use-language.ts'
import { Notice } from '../shell/notice.tsx'
import { EditorHeader } from './editor-header.tsx'
import { EditorNavigation } from './editor-navigation.tsx'

/** Opens the draft of the ruleset in the address and keeps it open while its pages change. */
export function EditorFrame() {
  const { t } = useTranslation()
  const text = useText()
  const { id = '' } = useParams()
  // Asked once per visit: what others save later is met when saving, never under the editor's hands.
  const draft = useQuery({
    queryKey: ['draft', id],
    queryFn: () => readDraft(id),
    staleTime: Infinity,
    gcTime: 0,
  })
  const summary = useQuery({ queryKey: ['ruleset', id], queryFn: () => readRuleset(id) })
  const failure = draft.error ?? summary.error
  if (failure !== null)
    return (
      <main className="page">
        <Notice kind="error" title={text(describeFailure(failure))} />
      </main>
    )
  if (draft.data === undefined || summary.data === undefined)
    return <Spin className="page-wait" aria-label={t('shell.loading')} />
  return <Editor key={id} draft={draft.data} summary={summary.data} />
}

function Editor(props: { readonly draft: StoredDraft; readonly summary: RulesetSummary }) {
  const { t } = useTranslation()
  const [store] = useState(() => createDocumentStore(props.draft))
  return (
    <DocumentContext value={store}>
      <div className="editor">
        <EditorHeader summary={props.summary} />
        <div className="editor-body">
          <EditorNavigation />
          <div className="editor-main">
            <Suspense fallback={<Spin className="page-wait" aria-label={t('shell.loading')} />}>
              <Outlet />
            </Suspense>
          </div>
        </div>
      </div>
    </DocumentContext>
  )
}
