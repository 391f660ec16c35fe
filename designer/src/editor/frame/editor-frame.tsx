import { currentSuspension, mayRuleset, type RulesetSummary } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useCallback, useState } from 'react'
import { Outlet, useLocation, useParams } from 'react-router'
import { ApiError } from '../../api/api-error.ts'
import { readDraft, readRuleset, readRulesetVersion } from '../../api/rulesets.ts'
import { createDocumentStore, type OpenedDraft } from '../../document/state/document-store.ts'
import { ExceptionsProvider } from '../../document/editing/exceptions-provider.tsx'
import { DocumentProvider } from '../../document/editing/document-provider.tsx'
import { useDocumentStore } from '../../document/editing/use-document.ts'
import { ProblemsPanel } from '../problems/problems-panel.tsx'
import { ProblemsProvider } from '../problems/problems-provider.tsx'
import { useSession } from '../../api/use-session.ts'
import { PageWait } from '../../kit/notices/page-wait.tsx'
import { EditorHeader } from './editor-header.tsx'
import { EditorNavigation } from './editor-navigation.tsx'
import { NewerDraftDialog } from '../draft/newer-draft-dialog.tsx'
import { OverlaysDialog } from '../overlays/overlays-dialog.tsx'
import { PublishDialog } from '../publish/publish-dialog.tsx'
import { useEditorKeys } from './use-editor-keys.ts'
import { useLeaveGuard } from '../draft/use-leave-guard.ts'
import { LocalCopyNotice } from '../draft/local-copy-notice.tsx'
import { useLocalCopy } from '../draft/use-local-copy.ts'
import { useSaveDraft } from '../draft/use-save-draft.ts'
import { PilotNotice } from '../../kit/notices/pilot-notice.tsx'
import { SuspensionNotice } from '../../kit/notices/suspension-notice.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'

/** The draft; for people who may not read drafts, the latest version that is not suspended, to look at and try things on. */
async function openDraft(id: string): Promise<OpenedDraft> {
  try {
    return await readDraft(id)
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 403) throw error
    const { versions } = await readRuleset(id)
    const latest = versions.find((each) => currentSuspension(each) === undefined)
    if (latest === undefined) throw error
    const { ruleset, origin } = await readRulesetVersion(id, latest.version)
    return { revision: 0, ruleset, parent: null, origin }
  }
}

/** What this person may do with the draft. The server decides; this only spares them dead ends. */
interface DraftRights {
  readonly canSave: boolean
  readonly canPublish: boolean
}

/** Opens the draft of the ruleset in the address and keeps it open while its pages change. */
export function EditorFrame() {
  const { id = '' } = useParams()
  const session = useSession()
  // Read once per visit: a newer draft is noticed when saving, never while editing.
  const draft = useQuery({
    queryKey: ['draft', id],
    queryFn: () => openDraft(id),
    staleTime: Infinity,
    gcTime: 0,
  })
  const summary = useQuery({ queryKey: ['ruleset', id], queryFn: () => readRuleset(id) })
  const failure = draft.error ?? summary.error
  if (failure !== null || draft.data === undefined || summary.data === undefined)
    return <PageWait error={failure} />
  const holder = { grants: session.data?.grants ?? [] }
  const may = (permission: 'drafts.write' | 'rulesets.publish') =>
    summary.data.elsewhere === undefined && mayRuleset(holder, permission, summary.data)
  const rights = { canSave: may('drafts.write'), canPublish: may('rulesets.publish') }
  return <Editor key={id} draft={draft.data} rights={rights} summary={summary.data} />
}

function Editor(props: {
  readonly draft: OpenedDraft
  readonly rights: DraftRights
  readonly summary: RulesetSummary
}) {
  const [store] = useState(() => createDocumentStore(props.draft))
  return (
    <DocumentProvider store={store}>
      <ExceptionsProvider>
        <ProblemsProvider>
          <EditorLayout summary={props.summary} rights={props.rights} />
        </ProblemsProvider>
      </ExceptionsProvider>
    </DocumentProvider>
  )
}

function EditorLayout(props: { readonly summary: RulesetSummary; readonly rights: DraftRights }) {
  const store = useDocumentStore()
  const { pathname: page } = useLocation()
  const saver = useSaveDraft()
  const [overlaysOpen, setOverlaysOpen] = useState(false)
  const [publishing, setPublishing] = useState(false)
  const [problemsOpen, setProblemsOpen] = useState(false)
  const { save } = saver
  const { canSave, canPublish } = props.rights
  useEditorKeys(
    store,
    useCallback(() => {
      if (canSave) void save()
    }, [save, canSave]),
  )
  const copies = useLocalCopy(canSave)
  useLeaveGuard(canSave, copies.flush)
  return (
    <div className="editor">
      <EditorHeader
        summary={props.summary}
        canSave={canSave}
        canPublish={canPublish}
        saving={saver.saving}
        onSave={() => void saver.save()}
        onPublish={() => setPublishing(true)}
        onOverlays={() => setOverlaysOpen(true)}
        onProblems={() => setProblemsOpen((open) => !open)}
      />
      <SuspensionNotice summary={props.summary} editing />
      <PilotNotice summary={props.summary} editing />
      <LocalCopyNotice {...copies} />
      <div className="editor-body">
        <EditorNavigation />
        {/* Each page begins at its top, however far the one before was scrolled. */}
        <div key={page} className="editor-main">
          <Suspense fallback={<Waiting />}>
            <Outlet />
          </Suspense>
        </div>
      </div>
      <ProblemsPanel open={problemsOpen} onToggle={() => setProblemsOpen((open) => !open)} />
      <NewerDraftDialog newer={saver.newer} onClose={saver.forgetNewer} />
      {overlaysOpen && <OverlaysDialog saver={saver} onClose={() => setOverlaysOpen(false)} />}
      <PublishDialog open={publishing} onClose={() => setPublishing(false)} />
    </div>
  )
}
