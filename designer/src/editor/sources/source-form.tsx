import { DeleteOutlined } from '@ant-design/icons'
import type { Source } from '@jieli/engine'
import { Button, Popconfirm } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { removeSource } from '../../document/commands/remove-source.ts'
import { upsertSource } from '../../document/commands/upsert-source.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { CommitInput } from '../../kit/fields/commit-input.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { withMembers } from '../tables/edit-line.ts'
import { clausesCited } from './cited-by.ts'
import { ClauseTexts } from './clause-texts.tsx'

type Change = { readonly [K in keyof Source]?: Source[K] | undefined }

/** What a document is, and the wording of its clauses. One of the template can be given clauses, not another name. */
export function SourceForm(props: { readonly source: Source; readonly inherited: boolean }) {
  const { t } = useTranslation()
  const run = useRunCommand()
  const disabled = useDisabled()
  const ruleset = useRuleset()
  const { source, inherited } = props
  const cited = useMemo(() => clausesCited(ruleset, source.id), [ruleset, source.id])
  const uses = [...cited.values()].reduce((sum, count) => sum + count, 0)
  const save = (change: Change, field: string): void =>
    run(upsertSource(withMembers(source, change), field))
  const shut = disabled(inherited)
  return (
    <section className="source-form" aria-label={t('sources.form')}>
      <p className="quiet">
        {t(inherited ? 'sources.inheritedHint' : 'sources.ownHint', { count: uses })}
      </p>
      <fieldset className="source-fields" disabled={shut}>
        <Field title={t('sources.title')}>
          <OptionalTextPair
            label={t('sources.title')}
            value={source.title}
            onCommit={(title) => {
              if (title !== undefined) save({ title }, 'title')
            }}
          />
        </Field>
        <div className="source-columns">
          <Field title={t('sources.number')}>
            <CommitInput
              label={t('sources.number')}
              placeholder={t('sources.numberExample')}
              value={source.number ?? ''}
              onCommit={(number) => save({ number: number.trim() || undefined }, 'number')}
            />
          </Field>
          <Field title={t('sources.issued')}>
            <CommitInput
              label={t('sources.issued')}
              placeholder="2025-03-01"
              value={source.issued ?? ''}
              check={(day) =>
                day.trim() === '' || isDay(day.trim()) ? undefined : t('sources.dayForm')
              }
              onCommit={(issued) => save({ issued: issued.trim() || undefined }, 'issued')}
            />
          </Field>
        </div>
        <Field title={t('sources.issuer')}>
          <OptionalTextPair
            label={t('sources.issuer')}
            value={source.issuer}
            onCommit={(issuer) => save({ issuer }, 'issuer')}
          />
        </Field>
        <Field title={t('sources.link')}>
          <CommitInput
            label={t('sources.link')}
            placeholder="https://"
            value={source.link ?? ''}
            check={(link) =>
              link.trim() === '' || /^https?:\/\/\S+$/.test(link.trim())
                ? undefined
                : t('sources.linkForm')
            }
            onCommit={(link) => save({ link: link.trim() || undefined }, 'link')}
          />
        </Field>
      </fieldset>
      <ClauseTexts
        clauses={source.clauses ?? []}
        cited={cited}
        onCommit={(clauses) =>
          save({ clauses: clauses.length === 0 ? undefined : [...clauses] }, 'clauses')
        }
      />
      {!inherited && (
        <Popconfirm
          title={t('sources.removeQuestion', { count: uses })}
          okText={t('sources.remove')}
          cancelText={t('sources.cancel')}
          onConfirm={() => run(removeSource(source.id))}
        >
          <Button danger icon={<DeleteOutlined aria-hidden />} disabled={disabled()}>
            {t('sources.remove')}
          </Button>
        </Popconfirm>
      )}
    </section>
  )
}

/** True for a day there is, `2025-03-01`. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text
}
