import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import {
  type Citation,
  citationSchema,
  clauseOf,
  createCitation,
  documentOf,
  type Source,
} from '@jieli/engine'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDisabled } from './use-disabled.ts'
import { useText } from '../i18n/use-language.ts'
import { ClauseWordings } from './clause-wordings.tsx'
import { CommitInput } from './commit-input.tsx'

/** The clauses something rests on: a document, and the clause as the document itself numbers it. */
export function CitesField(props: {
  readonly value: readonly Citation[]
  readonly sources: readonly Source[]
  readonly onCommit: (cites: Citation[]) => void
}) {
  const { t } = useTranslation()
  const disabled = useDisabled()
  const text = useText()
  // A citation that cites nothing yet: its clause, or its document, is still to be given.
  const [begun, setBegun] = useState<{ readonly document: string; readonly clause: string }>()
  const shown = [
    ...props.value.map((cite) => ({ document: documentOf(cite), clause: clauseOf(cite) })),
    ...(begun === undefined ? [] : [begun]),
  ]
  const replace = (index: number, document: string, clause: string): void => {
    const isNew = index === props.value.length
    if (isNew && (document === '' || clause === '')) setBegun({ document, clause })
    else {
      const cite = createCitation(document, clause)
      if (isNew) setBegun(undefined)
      props.onCommit(
        isNew
          ? [...props.value, cite]
          : props.value.map((other, at) => (at === index ? cite : other)),
      )
    }
  }
  const remove = (index: number): void => {
    if (index === props.value.length) setBegun(undefined)
    else props.onCommit(props.value.filter((_, at) => at !== index))
  }
  const check = (clause: string): string | undefined =>
    citationSchema.safeParse(createCitation('document', clause)).success
      ? undefined
      : t('fields.clauseForm')
  const first = props.sources[0]
  return (
    <div className="cites">
      {shown.map(({ document, clause }, index) => (
        <div className="cite" key={index}>
          <CommitInput
            className="code"
            label={t('fields.clauseNumber', { number: index + 1 })}
            value={clause}
            check={check}
            onCommit={(next) => replace(index, document, next)}
          />
          <Select<string | undefined>
            aria-label={t('fields.clauseDocument', { number: index + 1 })}
            placeholder={t('fields.notFilled')}
            value={document === '' ? undefined : document}
            options={props.sources.map((source) => ({
              value: source.id,
              label: text(source.title),
            }))}
            onChange={(next) => replace(index, next ?? '', clause)}
          />
          <ClauseWordings cites={[createCitation(document, clause)]} sources={props.sources} />
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('fields.removeClause', { clause })}
            onClick={() => remove(index)}
          />
        </div>
      ))}
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined aria-hidden />}
        disabled={disabled(first === undefined || begun !== undefined)}
        onClick={() => {
          const last = props.value.at(-1)
          // Of several documents none goes without saying.
          const only = props.sources.length === 1 ? first?.id : undefined
          setBegun({ document: last === undefined ? (only ?? '') : documentOf(last), clause: '' })
        }}
      >
        {t('fields.addClause')}
      </Button>
    </div>
  )
}
