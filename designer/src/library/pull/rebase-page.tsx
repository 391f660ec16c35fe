import type { RebaseView } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { Empty, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { readRebase, rebaseDraft } from '../../api/comparisons.ts'
import { listTemplates } from '../../api/templates.ts'
import { useDocument } from '../../document/editing/use-document.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { IssueList } from '../../editor/problems/issue-list.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import { type MoveDone, PullChoices } from './pull-choices.tsx'
import { PullResult } from './pull-result.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import '../differences/differences.css'
import './pull.css'

/** Moves the draft onto another template: what would change, each change taken, kept or replaced, then the move. */
export function RebasePage() {
  const { t } = useTranslation()
  const text = useText()
  const [search, setSearch] = useSearchParams()
  const template = search.get('template') ?? undefined
  const { id, basedOn } = useDocument((state) => state.present.manifest)
  const revision = useDocument((state) => state.revision)
  const [done, setDone] = useState<MoveDone>()
  const templates = useQuery({ queryKey: ['templates'], queryFn: listTemplates })
  const rebase = useQuery({
    queryKey: ['rebase', id, revision, template ?? ''],
    queryFn: () => readRebase(id, template ?? ''),
    enabled: template !== undefined,
    retry: false,
  })
  const others = (templates.data?.items ?? []).filter(
    (each) => each.kind !== 'overlay' && each.id !== basedOn?.id,
  )
  const error = templates.error ?? rebase.error
  return (
    <main className="page page-narrow">
      <h1 className="page-title">{t('rebase.title')}</h1>
      <p className="quiet">{t('rebase.hint')}</p>
      {done !== undefined && <PullResult done={done} />}
      <p>{basedOn === undefined ? t('rebase.nowNone') : t('rebase.now', { ...basedOn })}</p>
      <Select
        className="rebase-template"
        aria-label={t('rebase.choose')}
        placeholder={t('rebase.choose')}
        showSearch
        optionFilterProp="label"
        loading={templates.isPending}
        value={template ?? null}
        onChange={(chosen: string) => setSearch({ template: chosen })}
        options={others.map((each) => ({
          value: each.id,
          label: `${text(each.title)} ${each.version}`,
        }))}
      />
      <FailureNotice error={error} />
      {template !== undefined && rebase.isPending && <Waiting />}
      {rebase.data !== undefined && (
        <Changes
          key={`${rebase.data.revision} ${rebase.data.to.id} ${rebase.data.to.version}`}
          id={id}
          view={rebase.data}
          onMoved={(next) => {
            setDone(next)
            setSearch({})
          }}
        />
      )}
    </main>
  )
}

/** What the chosen template changes, and what of the ruleset's own no longer fits. */
function Changes(props: {
  readonly id: string
  readonly view: RebaseView
  readonly onMoved: (done: MoveDone) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const ruleset = useDocument((state) => state.present)
  const { id, view } = props
  const { from, to, issues, items, revision } = view
  const names = { to: text(to.title), version: to.version }
  const before = from === undefined ? t('rebase.none') : `${from.id} ${from.version}`
  return (
    <>
      {issues.length > 0 && (
        <Notice kind="warning" title={t('rebase.misfits')}>
          <IssueList ruleset={ruleset} issues={issues} />
        </Notice>
      )}
      {items.length === 0 && <Empty description={t('rebase.nothing')} />}
      <PullChoices
        items={items}
        heading={t('rebase.heading', { from: before, ...names })}
        action={t('rebase.move')}
        done={t('rebase.done', names)}
        move={(choices) =>
          rebaseDraft(id, { template: to.id, version: to.version, revision, choices })
        }
        onMoved={props.onMoved}
      />
    </>
  )
}
