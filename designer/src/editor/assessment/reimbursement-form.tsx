import { indexRuleset, type Reimbursement, valueTypesOf } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { ConditionBuilder } from '../conditions/condition-builder.tsx'
import { FactPicker } from '../conditions/fact-picker.tsx'
import { useRuleset } from '../../document/editing/use-document.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { ChoiceField } from './choice-field.tsx'
import { ItemFrame } from './item-frame.tsx'
import { roleLabels, titled } from './new-texts.ts'
import { ParameterField } from './parameter-field.tsx'
import { useSaveItem } from './use-save-item.ts'

const effects = ['share', 'raise', 'lower', 'base', 'deductible', 'ceiling', 'method'] as const
const sources = ['parameter', 'fact'] as const

/**
 * One line of a scale of reimbursement: what it says, at which places and levels, in which cases, and how much. A scale
 * is some of them: in the area, outside, after a referral, in an emergency.
 */
export function ReimbursementForm(props: {
  readonly rule: Reimbursement
  readonly onRemoved: () => void
}) {
  const { t } = useTranslation()
  const ruleset = useRuleset()
  const { rule } = props
  const { save, saveWith } = useSaveItem('reimbursement', rule)
  const types = valueTypesOf[rule.effect]
  const [type = 'ratio'] = types
  const fitting = [...indexRuleset(ruleset).facts.values()].filter((fact) =>
    types.includes(fact.type),
  )
  const [firstFact] = fitting
  const source = rule.fact === undefined ? 'parameter' : 'fact'
  return (
    <ItemFrame list="reimbursement" item={rule} onRemoved={props.onRemoved}>
      <Field title={t('tables.title')}>
        <TextPair
          label={t('tables.title')}
          value={rule.title}
          onCommit={(title) => save({ title }, 'title')}
        />
      </Field>
      <Field title={t('reimbursementEditor.effect')} hint={t('reimbursementEditor.effectHint')}>
        <ChoiceField
          label={t('reimbursementEditor.effect')}
          value={rule.effect}
          options={effects}
          labels="reimbursementEditor.effects"
          onChoose={(effect) => save({ effect, value: undefined, fact: undefined }, 'effect')}
        />
      </Field>
      <Field title={t('reimbursementEditor.when')} hint={t('reimbursementEditor.whenHint')}>
        <ConditionBuilder
          label={t('reimbursementEditor.when')}
          required={false}
          value={rule.appliesWhen}
          onCommit={(appliesWhen) => save({ appliesWhen }, 'appliesWhen')}
        />
      </Field>
      <Field title={t('reimbursementEditor.source')}>
        <ChoiceField
          label={t('reimbursementEditor.source')}
          value={source}
          options={firstFact === undefined ? (['parameter'] as const) : sources}
          labels="reimbursementEditor.sources"
          onChoose={(next) =>
            save(
              next === 'fact' && firstFact !== undefined
                ? { fact: firstFact.id, value: undefined }
                : { fact: undefined },
              'source',
            )
          }
        />
      </Field>
      <Field title={t('reimbursementEditor.value')}>
        {rule.fact === undefined ? (
          <ParameterField
            label={t('reimbursementEditor.value')}
            value={rule.value?.parameter}
            types={types}
            open
            onChoose={(parameter) => save({ value: { parameter } }, 'value')}
            {...(rule.effect === 'ceiling'
              ? { onClear: () => save({ value: undefined }, 'value') }
              : {})}
            fresh={{ base: `${rule.id}Value`, title: titled(rule.title, roleLabels.value), type }}
            onCreate={(parameter) => saveWith([parameter], { value: { parameter: parameter.id } })}
          />
        ) : (
          <FactPicker
            label={t('reimbursementEditor.value')}
            value={rule.fact}
            facts={fitting}
            onCommit={(fact) => save({ fact }, 'fact')}
          />
        )}
      </Field>
      <Field title={t('tables.cites')}>
        <CitesField
          value={rule.cites}
          sources={ruleset.manifest.sources}
          onCommit={(cites) => save({ cites }, 'cites')}
        />
      </Field>
    </ItemFrame>
  )
}
