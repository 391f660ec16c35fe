import type { NamedCondition } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { upsertCondition } from '../../document/commands/upsert-condition.ts'
import { ConditionBuilder } from '../conditions/condition-builder.tsx'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { withMembers } from './edit-line.ts'
import { ItemForm } from './item-form.tsx'

/** A condition with a name, to be used by many rules. */
export function ConditionForm(props: {
  readonly named: NamedCondition
  readonly onRemoved: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const ruleset = useRuleset()
  const { named } = props
  const save = (next: NamedCondition, field: string): void => run(upsertCondition(next, field))
  return (
    <ItemForm
      list="conditions"
      item={named}
      removeLabel={t('tables.removeCondition')}
      onRemoved={props.onRemoved}
    >
      <Field title={t('tables.title')}>
        <TextPair
          label={t('tables.title')}
          value={named.title}
          onCommit={(title) => save({ ...named, title }, 'title')}
        />
      </Field>
      <Field title={t('tables.condition')}>
        <ConditionBuilder
          label={t('tables.conditionOf', { title: text(named.title) })}
          required
          within={named.id}
          value={named.condition}
          onCommit={(condition) => {
            if (condition !== undefined) save({ ...named, condition }, 'condition')
          }}
        />
      </Field>
      <Field title={t('tables.cites')}>
        <CitesField
          value={named.cites ?? []}
          sources={ruleset.manifest.sources}
          onCommit={(cites) =>
            save(withMembers(named, { cites: cites.length === 0 ? undefined : cites }), 'cites')
          }
        />
      </Field>
    </ItemForm>
  )
}
