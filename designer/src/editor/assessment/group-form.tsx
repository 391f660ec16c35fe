import type { IndicatorGroup } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { ChoiceField, ItemsField } from './choice-field.tsx'
import { ItemFrame } from './item-frame.tsx'
import { ParameterField } from './parameter-field.tsx'
import { TextListField } from './text-list-field.tsx'
import { newConsequence, titled, roleLabels } from './new-texts.ts'
import { useSaveItem } from './use-save-item.ts'
import { WeightsTable } from './weights-table.tsx'

const weightTypes = ['ratio', 'decimal'] as const
const kinds = ['publicBenefit', 'operating', 'scored', 'gate', 'monitoring'] as const

/** Indicators that are scored together, by which weights, and what that leads to. */
export function GroupForm(props: {
  readonly group: IndicatorGroup
  readonly onRemoved: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const ruleset = useRuleset()
  const { group } = props
  const { save, saveWith } = useSaveItem('assessmentGroups', group)
  const members = group.indicators.flatMap((id) => {
    const indicator = ruleset.indicators.find((known) => known.id === id)
    return indicator === undefined ? [] : [indicator]
  })
  const weighed = members
    .filter(({ scoring }) => scoring !== undefined)
    .map((indicator) => ({
      id: indicator.id,
      title: text(indicator.title),
      parameter: ruleset.parameters.find(({ id }) => id === indicator.weight?.parameter),
    }))
  const allAlike = weighed.every(({ parameter }) => parameter === undefined)
  return (
    <ItemFrame list="assessmentGroups" item={group} onRemoved={props.onRemoved}>
      <Field title={t('tables.title')}>
        <TextPair
          label={t('tables.title')}
          value={group.title}
          onCommit={(title) => save({ title }, 'title')}
        />
      </Field>
      <Field title={t('assessmentEditor.groupKind')}>
        <ChoiceField
          label={t('assessmentEditor.groupKind')}
          value={group.kind}
          options={kinds}
          labels="parameters.indicatorGroups"
          onChoose={(kind) => save({ kind }, 'kind')}
        />
      </Field>
      <Field title={t('assessmentEditor.members')}>
        <ItemsField
          label={t('assessmentEditor.members')}
          value={group.indicators}
          options={ruleset.indicators.map(({ id, title }) => ({ value: id, label: text(title) }))}
          onCommit={(indicators) => save({ indicators }, 'indicators')}
        />
      </Field>
      <Field
        title={t('assessmentEditor.memberWeights')}
        hint={t('assessmentEditor.memberWeightsHint')}
      >
        {allAlike ? (
          <p className="quiet">{t('assessmentEditor.allAlike', { count: weighed.length })}</p>
        ) : (
          <WeightsTable
            label={t('assessmentEditor.memberWeights')}
            weighed={weighed}
            whole={false}
          />
        )}
      </Field>
      {group.kind !== 'gate' && group.kind !== 'monitoring' && (
        <Field
          title={t('assessmentEditor.groupWeight')}
          hint={t('assessmentEditor.groupWeightHint')}
        >
          <ParameterField
            label={t('assessmentEditor.groupWeight')}
            value={group.weight?.parameter}
            types={weightTypes}
            onChoose={(parameter) => save({ weight: { parameter } }, 'weight')}
            onClear={() => save({ weight: undefined }, 'weight')}
            fresh={{
              base: `${group.id}Weight`,
              title: titled(group.title, roleLabels.weight),
              type: 'ratio',
            }}
            onCreate={(parameter) => saveWith([parameter], { weight: { parameter: parameter.id } })}
          />
        </Field>
      )}
      <Field title={t('assessmentEditor.groupConsequences')}>
        <TextListField
          label={t('assessmentEditor.consequence')}
          value={group.consequences ?? []}
          fresh={newConsequence}
          onCommit={(texts) =>
            save({ consequences: texts.length === 0 ? undefined : texts }, 'consequences')
          }
        />
      </Field>
      <Field title={t('tables.cites')}>
        <CitesField
          value={group.cites}
          sources={ruleset.manifest.sources}
          onCommit={(cites) => save({ cites }, 'cites')}
        />
      </Field>
    </ItemFrame>
  )
}
