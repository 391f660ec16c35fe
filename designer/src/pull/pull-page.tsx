import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Empty, Progress, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { describeFailure } from '../api/api-error.ts'
import { type PullChoice, type PulledDraft, pullDraft, type PullView } from '../api/comparisons.ts'
import { readDraft } from '../api/rulesets.ts'
import { grouped } from '../differences/groups.ts'
import { useDocument, useDocumentStore } from '../editing/use-document.ts'
import { useText } from '../i18n/use-language.ts'
import { Notice } from '../shell/notice.tsx'
import { PullResult } from './pull-result.tsx'
import { PullRow } from './pull-row.tsx'
import { usePull } from './use-pull.ts'
import '../differences/differences.css'
import './pull.css'

/** Brings the template's newer version into the draft: each change taken or kept, row by row. */
export function PullPage() {
  const { t } = useTranslation()
  const text = useText()
  const based = useDocument((state) => state.present.manifest.basedOn !== undefined)
  const { view, error } = usePull()
  const [pulled, setPulled] = useState<PulledDraft>()
  return (
    <main className="page page-narrow">
      <h1 className="page-title">{t('pull.title')}</h1>
      <p className="quiet">{t('pull.hint')}</p>
      {pulled !== undefined && <PullResult pulled={pulled} />}
      {!based && <Empty description={t('pull.noTemplate')} />}
      {error !== null && <Notice kind="error" title={text(describeFailure(error))} />}
      {based && error === null && view === undefined && (
        <Spin className="page-wait" aria-label={t('shell.loading')} />
      )}
      {view?.behind === 0 && pulled === undefined && (
        <Empty
          description={t('pull.current', { template: text(view.template.title), version: view.to })}
        />
      )}
      {view !== undefined && view.behind > 0 && (
        <Choices key={`${view.revision} ${view.to}`} view={view} onPulled={setPulled} />
      )}
    </main>
  )
}

function Choices(props: {
  readonly view: PullView
  readonly onPulled: (pulled: PulledDraft) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const store = useDocumentStore()
  const queryClient = useQueryClient()
  const saved = useDocument((state) => state.saved)
  const id = useDocument((state) => state.present.manifest.id)
  const { view } = props
  const [chosen, setChosen] = useState<Readonly<Record<string, PullChoice>>>({})
  const conflicts = view.items.filter(({ status }) => status === 'conflict')
  const decided = conflicts.filter(({ path }) => chosen[path] !== undefined).length
  const pulling = useMutation({
    mutationFn: async () => {
      const { revision, to } = view
      const pulled = await pullDraft(id, { to, revision, choices: chosen })
      store.reopen(await readDraft(id))
      return pulled
    },
    onSuccess: (pulled) => {
      props.onPulled(pulled)
      for (const queryKey of [['rulesets'], ['ruleset'], ['worklist']])
        void queryClient.invalidateQueries({ queryKey })
    },
  })
  const open = conflicts.length - decided
  return (
    <>
      <div className="panel pull-bar">
        <span>
          {t('pull.versions', {
            template: text(view.template.title),
            from: view.from,
            to: view.to,
            count: view.behind,
          })}
        </span>
        {conflicts.length > 0 && (
          <Progress
            percent={Math.round((decided / conflicts.length) * 100)}
            showInfo={false}
            size="small"
            aria-label={t('pull.progress')}
          />
        )}
        <span role="status">
          {t('pull.decided', { changes: view.items.length, decided, conflicts: conflicts.length })}
        </span>
        <span className="spacer" />
        <Button
          type="primary"
          disabled={open > 0 || !saved}
          loading={pulling.isPending}
          onClick={() => pulling.mutate()}
        >
          {t('pull.pull')}
        </Button>
      </div>
      {!saved && <Notice kind="warning" title={t('pull.saveFirst')} />}
      {pulling.error !== null && (
        <Notice kind="error" title={text(describeFailure(pulling.error))} />
      )}
      {view.stricter.length > 0 && (
        <Notice kind="warning" title={t('pull.stricterTitle', { count: view.stricter.length })}>
          <ul>
            {view.stricter.map((issue) => (
              <li key={`${issue.code} ${issue.path}`}>{text(issue.message)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {grouped(view.items).map(([group, items]) => (
        <section key={group} className="change-group">
          <h2>
            {t(`differences.groups.${group}`)} <span className="quiet">{items.length}</span>
          </h2>
          <ul className="change-list">
            {items.map((item) => (
              <PullRow
                key={item.path}
                item={item}
                choice={chosen[item.path] ?? (item.status === 'clean' ? 'take' : undefined)}
                onChoose={(choice) => setChosen((before) => ({ ...before, [item.path]: choice }))}
              />
            ))}
          </ul>
        </section>
      ))}
      {view.reordered.length > 0 && (
        <section className="change-group">
          <h2>{t('pull.reordered')}</h2>
          <ul className="change-list">
            {view.reordered.map(({ path, sentence }) => (
              <li key={path} className="change">
                {text(sentence)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
