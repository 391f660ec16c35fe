import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { clauseSchema, type Source } from '@jieli/engine'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CommitInput } from '../../kit/fields/commit-input.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { useDisabled } from '../../kit/fields/use-disabled.ts'

type ClauseText = NonNullable<Source['clauses']>[number]

/** The wording of the clauses that are cited: those without one are offered to be filled in. */
export function ClauseTexts(props: {
  readonly clauses: readonly ClauseText[]
  readonly cited: ReadonlyMap<string, number>
  readonly onCommit: (clauses: readonly ClauseText[]) => void
}) {
  const { t } = useTranslation()
  const disabled = useDisabled()
  // A clause whose number or wording is still to be typed says nothing yet.
  const [begun, setBegun] = useState<{ readonly id: string; readonly text: string }>()
  const { clauses, cited } = props
  const known = new Set(clauses.map(({ id }) => id))
  const bare = [...cited.keys()].filter((clause) => !known.has(clause))
  const shown = begun === undefined ? clauses : [...clauses, begun]
  const isBegun = (index: number): boolean => index === clauses.length
  const change = (index: number, next: ClauseText): void => {
    if (!isBegun(index)) {
      props.onCommit(clauses.map((clause, at) => (at === index ? next : clause)))
    } else if (next.id === '' || next.text === '') setBegun(next)
    else {
      setBegun(undefined)
      props.onCommit([...clauses, next])
    }
  }
  const check = (index: number) => (id: string) => {
    if (isBegun(index) && id === '') return undefined
    if (!clauseSchema.safeParse(id).success) return t('fields.clauseForm')
    return shown.some((clause, at) => at !== index && clause.id === id)
      ? t('sources.clauseTwice')
      : undefined
  }
  return (
    <Field title={t('sources.clauses')} hint={t('sources.clausesHint')}>
      {shown.map((clause, index) => (
        <div className="clause-text" key={isBegun(index) ? 'begun' : clause.id}>
          <CommitInput
            label={t('sources.clauseNumber', { number: index + 1 })}
            placeholder={t('sources.clausePlaceholder')}
            value={clause.id}
            check={check(index)}
            onCommit={(id) => change(index, { ...clause, id: id.trim() })}
          />
          <CommitInput
            multiline
            label={t('sources.clauseWording', { clause: clause.id })}
            placeholder={t('sources.wordingPlaceholder')}
            value={clause.text}
            check={(text) =>
              text.trim() === '' && !isBegun(index) ? t('fields.required') : undefined
            }
            onCommit={(text) => change(index, { ...clause, text: text.trim() })}
          />
          <Button
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('fields.removeClause', { clause: clause.id })}
            disabled={disabled()}
            onClick={() => {
              if (isBegun(index)) setBegun(undefined)
              else props.onCommit(clauses.filter((_, at) => at !== index))
            }}
          />
        </div>
      ))}
      <div className="clause-offers">
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          disabled={disabled(begun !== undefined)}
          onClick={() => setBegun({ id: '', text: '' })}
        >
          {t('sources.addClause')}
        </Button>
        {begun === undefined &&
          bare.slice(0, offered).map((clause) => (
            <Button
              key={clause}
              size="small"
              disabled={disabled()}
              onClick={() => setBegun({ id: clause, text: '' })}
            >
              {t('sources.fillClause', { clause })}
            </Button>
          ))}
        {bare.length > offered && (
          <span className="quiet">
            {t('sources.moreClauses', { count: bare.length - offered })}
          </span>
        )}
      </div>
    </Field>
  )
}

/** How many clauses without wording are offered at once. */
const offered = 12
