import {
  type Fact,
  indexRuleset,
  isLessProtected,
  personalClasses,
  personalClassOf,
  personalClassTitles,
  valueTypes,
  valueTypeModules,
} from '@jieli/engine'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { upsertFact } from '../../document/commands/upsert-fact.ts'
import { useDocument, useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { CommitInput } from '../../kit/fields/commit-input.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair, TextPair } from '../../kit/fields/text-pair.tsx'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { CodeSourceField } from './code-source-field.tsx'
import { withMembers } from './edit-line.ts'
import { ItemForm } from './item-form.tsx'
import { RemedyField } from './remedy-field.tsx'

/** A fact the rules may read: its title, type, whether it is personal information, unit, codes and bounds. */
export function FactForm(props: { readonly fact: Fact; readonly onRemoved: () => void }) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const ruleset = useRuleset()
  const { fact } = props
  const inherited = useDocument(({ parent }) => parent?.facts.find(({ id }) => id === fact.id))
  const least = inherited === undefined ? 'none' : personalClassOf(inherited)
  const save = (change: Parameters<typeof withMembers<Fact>>[1], field: string): void =>
    run(upsertFact(withMembers(fact, change), field))
  const { hasCodes } = valueTypeModules[fact.type]
  const hasBounds = fact.type === 'integer' || fact.type === 'money'
  return (
    <ItemForm
      list="facts"
      item={fact}
      removeLabel={t('tables.removeFact')}
      onRemoved={props.onRemoved}
    >
      <Field title={t('tables.title')}>
        <TextPair
          label={t('tables.title')}
          value={fact.title}
          onCommit={(title) => save({ title }, 'title')}
        />
      </Field>
      <Field title={t('tables.factType')}>
        <Select
          className="value-input"
          aria-label={t('tables.factType')}
          value={fact.type}
          options={valueTypes.map((type) => ({
            value: type,
            label: text(valueTypeModules[type].title),
          }))}
          onChange={(type) =>
            save(
              {
                type,
                ...(hasCodes && valueTypeModules[type].hasCodes
                  ? {}
                  : { values: undefined, codeSystem: undefined }),
                minimum: undefined,
                maximum: undefined,
                remedy: undefined,
              },
              'type',
            )
          }
        />
      </Field>
      <Field
        title={t('tables.personal')}
        hint={t('tables.personalHint')}
        extra={
          least !== 'none' && (
            <span className="quiet">
              {t('tables.personalInherited', { class: text(personalClassTitles[least]) })}
            </span>
          )
        }
      >
        <Select
          className="value-input"
          aria-label={t('tables.personal')}
          value={fact.personal ?? null}
          options={[
            ...(fact.personal === undefined
              ? [{ value: null, label: t('tables.personalUnsaid') }]
              : []),
            ...personalClasses.map((value) => ({
              value,
              label: text(personalClassTitles[value]),
              disabled: isLessProtected(value, least),
            })),
          ]}
          onChange={(personal) => save({ personal: personal ?? undefined }, 'personal')}
        />
      </Field>
      <Field title={t('tables.description')}>
        <OptionalTextPair
          label={t('tables.description')}
          value={fact.description}
          onCommit={(description) => save({ description }, 'description')}
        />
      </Field>
      {fact.type !== 'boolean' && !hasCodes && (
        <Field title={t('tables.unit')}>
          <CommitInput
            label={t('tables.unit')}
            value={fact.unit ?? ''}
            check={(unit) => (unit.length > 40 ? t('tables.unitLong') : undefined)}
            onCommit={(unit) => save({ unit: unit === '' ? undefined : unit }, 'unit')}
          />
        </Field>
      )}
      {hasBounds &&
        (['minimum', 'maximum'] as const).map((bound) => (
          <Field key={bound} title={t(`tables.${bound}`)}>
            <ValueInput
              definition={{ type: fact.type, unit: fact.unit }}
              label={t(`tables.${bound}`)}
              value={fact[bound] ?? null}
              onCommit={(value) =>
                save({ [bound]: typeof value === 'number' ? value : undefined }, bound)
              }
            />
          </Field>
        ))}
      {hasCodes && (
        <CodeSourceField
          type={fact.type}
          source={{ own: fact.values, codeSystem: fact.codeSystem }}
          onCommit={({ own, codeSystem }) => save({ values: own, codeSystem }, 'values')}
        />
      )}
      <RemedyField
        fact={indexRuleset(ruleset).facts.get(fact.id) ?? fact}
        onCommit={(remedy, field) => save({ remedy }, field)}
      />
      <Field title={t('tables.cites')}>
        <CitesField
          value={fact.cites ?? []}
          sources={ruleset.manifest.sources}
          onCommit={(cites) => save({ cites: cites.length === 0 ? undefined : cites }, 'cites')}
        />
      </Field>
    </ItemForm>
  )
}
