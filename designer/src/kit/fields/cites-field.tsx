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
  // The document of a citation whose clause is still to be typed: without one it cites nothing.
  const [begun, setBegun] = useState<string>()
  const shown = begun === undefined ? props.value : [...props.value, createCitation(begun, '')]
  const replace = (index: number, document: string, clause: string): void => {
    const cite = createCitation(document, clause)
    if (index < props.value.length)
      props.onCommit(props.value.map((other, at) => (at === index ? cite : other)))
    else if (clause === '') setBegun(document)
    else {
      setBegun(undefined)
      props.onCommit([...props.value, cite])
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
      {shown.map((cite, index) => (
        <div className="cite" key={index}>
          <CommitInput
            className="code"
            label={t('fields.clauseNumber', { number: index + 1 })}
            value={clauseOf(cite)}
            check={check}
            onCommit={(clause) => replace(index, documentOf(cite), clause)}
          />
          <Select
            aria-label={t('fields.clauseDocument', { number: index + 1 })}
            value={documentOf(cite)}
            options={props.sources.map((source) => ({
              value: source.id,
              label: text(source.title),
            }))}
            onChange={(document) => replace(index, document, clauseOf(cite))}
          />
          <ClauseWordings cites={[cite]} sources={props.sources} />
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('fields.removeClause', { clause: clauseOf(cite) })}
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
          setBegun(last === undefined ? first?.id : documentOf(last))
        }}
      >
        {t('fields.addClause')}
      </Button>
    </div>
  )
}
