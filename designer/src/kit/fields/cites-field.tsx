import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import type { Citation, Source } from '@jieli/engine'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDisabled } from './use-disabled.ts'
import { useText } from '../i18n/use-language.ts'
import { CommitInput } from './commit-input.tsx'

const clausePattern = /^[A-Z]{2}-\d{2}$/

/** The clauses something rests on: a clause number and its document. */
export function CitesField(props: {
  readonly value: readonly Citation[]
  readonly sources: readonly Source[]
  readonly onCommit: (cites: Citation[]) => void
}) {
  const { t } = useTranslation()
  const disabled = useDisabled()
  const text = useText()
  const replace = (index: number, change: Partial<Citation>): void =>
    props.onCommit(
      props.value.map((cite, place) => (place === index ? { ...cite, ...change } : cite)),
    )
  const check = (clause: string): string | undefined =>
    clausePattern.test(clause) ? undefined : t('fields.clauseForm')
  const first = props.sources[0]
  return (
    <div className="cites">
      {props.value.map((cite, index) => (
        <div className="cite" key={index}>
          <CommitInput
            className="code"
            label={t('fields.clauseNumber', { number: index + 1 })}
            value={cite.clause}
            check={check}
            onCommit={(clause) => replace(index, { clause })}
          />
          <Select
            aria-label={t('fields.clauseDocument', { number: index + 1 })}
            value={cite.document}
            options={props.sources.map((source) => ({
              value: source.id,
              label: text(source.title),
            }))}
            onChange={(document) => replace(index, { document })}
          />
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('fields.removeClause', { clause: cite.clause })}
            onClick={() => props.onCommit(props.value.filter((_, place) => place !== index))}
          />
        </div>
      ))}
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined aria-hidden />}
        disabled={disabled(first === undefined)}
        onClick={() => {
          const last = props.value.at(-1)
          const prefix = last?.clause.slice(0, 2) ?? 'DP'
          if (first !== undefined)
            props.onCommit([
              ...props.value,
              { clause: `${prefix}-01`, document: last?.document ?? first.id },
            ])
        }}
      >
        {t('fields.addClause')}
      </Button>
    </div>
  )
}
