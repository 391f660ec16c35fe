import type { ParentVersions, PullView } from '@jieli/server/contracts'
import { Empty, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { pullDraft } from '../../api/comparisons.ts'
import { useDocument } from '../../document/editing/use-document.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { type MoveDone, PullChoices } from './pull-choices.tsx'
import { PullResult } from './pull-result.tsx'
import { restsOnOthers, usePull } from '../../editor/draft/use-pull.ts'
import { Waiting } from '../../kit/notices/waiting.tsx'
import '../differences/differences.css'
import './pull.css'

/** Brings a newer version of a template or overlay into the draft: each change taken, kept or replaced, row by row. */
export function PullPage() {
  const { t } = useTranslation()
  const text = useText()
  const [search, setSearch] = useSearchParams()
  const rests = useDocument(restsOnOthers)
  const id = useDocument((state) => state.present.manifest.id)
  const { view, error } = usePull(search.get('parent') ?? undefined)
  const [done, setDone] = useState<MoveDone>()
  return (
    <main className="page page-narrow">
      <h1 className="page-title">{t('pull.title')}</h1>
      <p className="quiet">{t('pull.hint')}</p>
      <p>
        <Link to="../rebase">{t('rebase.open')}</Link>
      </p>
      {done !== undefined && <PullResult done={done} />}
      {!rests && <Empty description={t('pull.noTemplate')} />}
      <FailureNotice error={error} />
      {rests && error === null && view === undefined && <Waiting />}
      {view !== undefined && (
        <>
          <Parents view={view} onChoose={(parent) => setSearch({ parent })} />
          <VersionGap view={view} quiet={done !== undefined} />
          {view.parent.from !== view.parent.to && (
            <PullChoices
              key={`${view.revision} ${view.parent.id} ${view.parent.to}`}
              items={view.items}
              heading={t(view.parent.behind > 0 ? 'pull.versions' : 'pull.versionsBack', {
                parent: text(view.parent.title),
                from: view.parent.from,
                to: view.parent.to,
                count: view.parent.behind,
              })}
              action={t('pull.pull')}
              done={t('pull.done', {
                parent: text(view.parent.title),
                from: view.parent.from,
                to: view.parent.to,
              })}
              move={(choices) => {
                const { revision, parent } = view
                return pullDraft(id, { parent: parent.id, to: parent.to, revision, choices })
              }}
              onMoved={(next) => {
                setDone(next)
                // What else has moved on comes next.
                setSearch({})
              }}
            />
          )}
        </>
      )}
    </main>
  )
}

/** Every template and overlay with another version to move to, where there is more than one. */
function Parents(props: { readonly view: PullView; readonly onChoose: (parent: string) => void }) {
  const { t } = useTranslation()
  const text = useText()
  const { parent, parents } = props.view
  if (parents.length < 2) return null
  const label = ({ title, role, from, to }: ParentVersions): string =>
    t(from === to ? 'pull.parentCurrent' : 'pull.parentMoved', {
      role: t(`pull.roles.${role}`),
      title: text(title),
      from,
      to,
    })
  return (
    <Radio.Group
      className="pull-parents"
      aria-label={t('pull.parents')}
      optionType="button"
      value={parent.id}
      onChange={(event) => props.onChoose(event.target.value as string)}
      options={parents.map((each) => ({ value: each.id, label: label(each) }))}
    />
  )
}

/** That the version rested on is the newest, or was withdrawn. */
function VersionGap(props: { readonly view: PullView; readonly quiet: boolean }) {
  const { t } = useTranslation()
  const text = useText()
  const { title, from, to, withdrawn } = props.view.parent
  const parent = text(title)
  if (withdrawn !== undefined)
    return (
      <Notice kind="warning" title={t('pull.withdrawn', { parent, version: from })}>
        <p>{t('pull.withdrawnReason', { by: withdrawn.by, reason: withdrawn.reason })}</p>
        <p>{t(from === to ? 'pull.withdrawnWait' : 'pull.withdrawnMove', { to })}</p>
      </Notice>
    )
  if (from !== to || props.quiet) return null
  return <Empty description={t('pull.current', { parent, version: to })} />
}
