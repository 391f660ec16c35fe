import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, describeFailure } from '../api/api-error.ts'
import { type PullChoice, type PulledDraft, pullDraft, type PullView } from '../api/comparisons.ts'
import { readDraft } from '../api/rulesets.ts'
import { grouped } from '../differences/groups.ts'
import { useDocument, useDocumentStore } from '../editing/use-document.ts'
import { useText } from '../i18n/use-language.ts'
import { Notice } from '../shell/notice.tsx'
import { type Answer, answerOf, barredFirst, choiceOf } from './answer.ts'
import { PullRow } from './pull-row.tsx'

/** What came of a pull, and the places somebody wants to edit now. */
export interface PullDone {
  readonly pulled: PulledDraft
  readonly view: PullView
  readonly toEdit: readonly string[]
}

/** The changes of one parent's newer version, each with what holds here, and the pull itself. */
export function PullChoices(props: {
  readonly view: PullView
  readonly onPulled: (done: PullDone) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const store = useDocumentStore()
  const queryClient = useQueryClient()
  const saved = useDocument((state) => state.saved)
  const id = useDocument((state) => state.present.manifest.id)
  const { view } = props
  const { parent } = view
  const [answers, setAnswers] = useState<Readonly<Record<string, Answer>>>({})
  const answered = view.items.map((item) => {
    const answer = answerOf(item, answers[item.path])
    return { item, answer, choice: choiceOf(item, answer) }
  })
  const asked = answered.filter(({ item }) => item.status === 'conflict')
  const decided = asked.filter(({ choice }) => choice !== undefined).length
  const open = answered.filter(({ choice }) => choice === undefined).length
  const pulling = useMutation({
    mutationFn: async () => {
      const choices = Object.fromEntries(
        answered.flatMap(({ item, choice }): [string, PullChoice][] =>
          choice === undefined ? [] : [[item.path, choice]],
        ),
      )
      const { revision } = view
      const pulled = await pullDraft(id, { parent: parent.id, to: parent.to, revision, choices })
      store.reopen(await readDraft(id))
      return pulled
    },
    onSuccess: (pulled) => {
      const toEdit = answered.flatMap(({ item, answer }) =>
        answer?.kind === 'after' ? [item.path] : [],
      )
      props.onPulled({ pulled, view, toEdit })
      for (const queryKey of [['rulesets'], ['ruleset'], ['worklist']])
        void queryClient.invalidateQueries({ queryKey })
    },
  })
  const barred = barredItems(view)
  const refused = pulling.error instanceof ApiError ? pulling.error.issues : []
  const rows = (items: PullView['items']) => (
    <ul className="change-list">
      {items.map((item) => (
        <PullRow
          key={item.path}
          item={item}
          answer={answerOf(item, answers[item.path])}
          onAnswer={(answer) => setAnswers((before) => ({ ...before, [item.path]: answer }))}
        />
      ))}
    </ul>
  )
  return (
    <>
      <div className="panel pull-bar">
        <span>
          {t(parent.behind > 0 ? 'pull.versions' : 'pull.versionsBack', {
            parent: text(parent.title),
            from: parent.from,
            to: parent.to,
            count: parent.behind,
          })}
        </span>
        {asked.length > 0 && (
          <Progress
            percent={Math.round((decided / asked.length) * 100)}
            showInfo={false}
            size="small"
            aria-label={t('pull.progress')}
          />
        )}
        <span role="status">
          {t('pull.decided', { changes: view.items.length, decided, conflicts: asked.length })}
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
        <Notice kind="error" title={text(describeFailure(pulling.error))}>
          {refused.length > 0 && (
            <ul>
              {refused.map((issue) => (
                <li key={`${issue.code} ${issue.path}`}>{text(issue.message)}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      {barred.length > 0 && (
        <section className="change-group">
          <h2>
            {t('pull.stricterTitle')} <span className="quiet">{barred.length}</span>
          </h2>
          {rows(barred)}
        </section>
      )}
      {grouped(view.items.filter((item) => !barred.includes(item))).map(([group, items]) => (
        <section key={group} className="change-group">
          <h2>
            {t(`differences.groups.${group}`)} <span className="quiet">{items.length}</span>
          </h2>
          {rows(items)}
        </section>
      ))}
    </>
  )
}

/** What may not be kept and has to be chosen for. A clean change that only may not be refused stands with the rest. */
function barredItems(view: PullView): PullView['items'] {
  return barredFirst(view.items).filter(
    ({ stricter, status }) => stricter !== undefined && status === 'conflict',
  )
}
