import type { PullChoice, Pulled, PullItem, Rebased } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Progress, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/api-error.ts'
import { readDraft } from '../../api/rulesets.ts'
import { grouped } from '../differences/groups.ts'
import { useDocument, useDocumentStore } from '../../document/editing/use-document.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { type Answer, answerOf, barredFirst, choiceOf } from './answer.ts'
import { PullRow } from './pull-row.tsx'

/** What came of a move, and the places somebody wants to edit now. */
export interface MoveDone {
  /** In one sentence. */
  readonly title: string
  readonly moved: Pulled | Rebased
  readonly items: readonly PullItem[]
  readonly toEdit: readonly string[]
}

/** The changes that come with a newer version or another template, each with what holds here, and the move itself. */
export function PullChoices(props: {
  readonly items: readonly PullItem[]
  /** From where to where, in one line. */
  readonly heading: string
  readonly action: string
  readonly move: (choices: Readonly<Record<string, PullChoice>>) => Promise<Pulled | Rebased>
  readonly done: string
  readonly onMoved: (done: MoveDone) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const store = useDocumentStore()
  const queryClient = useQueryClient()
  const saved = useDocument((state) => state.saved)
  const id = useDocument((state) => state.present.manifest.id)
  const { items: changes } = props
  const [answers, setAnswers] = useState<Readonly<Record<string, Answer>>>({})
  const answered = changes.map((item) => {
    const answer = answerOf(item, answers[item.path])
    return { item, answer, choice: choiceOf(item, answer) }
  })
  const conflicts = answered.filter(({ item }) => item.status === 'conflict')
  const decided = conflicts.filter(({ choice }) => choice !== undefined).length
  const open = answered.filter(({ choice }) => choice === undefined).length
  const moving = useMutation({
    mutationFn: async () => {
      const choices = Object.fromEntries(
        answered.flatMap(({ item, choice }): [string, PullChoice][] =>
          choice === undefined ? [] : [[item.path, choice]],
        ),
      )
      const moved = await props.move(choices)
      store.reopen(await readDraft(id))
      return moved
    },
    onSuccess: (moved) => {
      const toEdit = answered.flatMap(({ item, answer }) =>
        answer?.kind === 'after' ? [item.path] : [],
      )
      props.onMoved({ title: props.done, moved, items: changes, toEdit })
      for (const queryKey of [['rulesets'], ['ruleset'], ['worklist']])
        void queryClient.invalidateQueries({ queryKey })
    },
  })
  const barred = barredItems(changes)
  const silent = changes.filter(({ ruleOf }) => ruleOf !== undefined)
  /** One answer for all rules from elsewhere that nobody has chosen for yet. */
  const answerAll = (kind: 'adopt' | 'keep' | 'take'): void =>
    setAnswers((before) => ({
      ...Object.fromEntries(silent.map(({ path }): [string, Answer] => [path, { kind }])),
      ...before,
    }))
  const refused = moving.error instanceof ApiError ? moving.error.issues : []
  const rows = (items: readonly PullItem[]) => (
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
        <span>{props.heading}</span>
        {conflicts.length > 0 && (
          <Progress
            percent={Math.round((decided / conflicts.length) * 100)}
            showInfo={false}
            size="small"
            aria-label={t('pull.progress')}
          />
        )}
        <span role="status">
          {t('pull.decided', { changes: changes.length, decided, conflicts: conflicts.length })}
        </span>
        <span className="spacer" />
        <Button
          type="primary"
          disabled={open > 0 || !saved}
          loading={moving.isPending}
          onClick={() => moving.mutate()}
        >
          {props.action}
        </Button>
      </div>
      {!saved && <Notice kind="warning" title={t('pull.saveFirst')} />}
      <FailureNotice error={moving.error}>
        {refused.length > 0 && (
          <ul>
            {refused.map((issue) => (
              <li key={`${issue.code} ${issue.path}`}>{text(issue.message)}</li>
            ))}
          </ul>
        )}
      </FailureNotice>
      {barred.length > 0 && (
        <section className="change-group">
          <h2>
            {t('pull.stricterTitle')} <span className="quiet">{barred.length}</span>
          </h2>
          {rows(barred)}
        </section>
      )}
      {silent.length > 0 && (
        <Notice kind="warning" title={t('pull.silent.title', { count: silent.length })}>
          <p>{t('pull.silent.hint')}</p>
          <Space wrap>
            {(['adopt', 'keep', 'take'] as const).map((kind) => (
              <Button key={kind} size="small" onClick={() => answerAll(kind)}>
                {t(`pull.silent.all.${kind}`)}
              </Button>
            ))}
          </Space>
        </Notice>
      )}
      {grouped(changes.filter((item) => !barred.includes(item))).map(([group, items]) => (
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

/** What may not be kept and has to be chosen for. A clean change that may only not be refused is listed with the rest. */
function barredItems(items: readonly PullItem[]): readonly PullItem[] {
  return barredFirst(items).filter(
    ({ stricter, status }) => stricter !== undefined && status === 'conflict',
  )
}
