import type { AssessmentScheme } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair, TextPair } from '../../kit/fields/text-pair.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Select } from 'antd'
import { AlertsField } from './alerts-field.tsx'
import { ChoiceField, ItemsField } from './choice-field.tsx'
import { ConsequencesField } from './consequences-field.tsx'
import { GradesField } from './grades-field.tsx'
import { ItemFrame } from './item-frame.tsx'
import { useSaveItem } from './use-save-item.ts'
import { WeightsTable } from './weights-table.tsx'

const periods = ['month', 'quarter', 'half', 'year'] as const

/** How indicators become a score and a grade: groups with their weights, gates, grades, and what follows. */
export function SchemeForm(props: {
  readonly scheme: AssessmentScheme
  readonly onRemoved: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const disabled = useDisabled()
  const ruleset = useRuleset()
  const { scheme } = props
  const { save, saveWith } = useSaveItem('assessmentSchemes', scheme)
  const groups = ruleset.assessmentGroups.map(({ id, title }) => ({
    value: id,
    label: text(title),
  }))
  const weighed = scheme.groups.flatMap((id) =>
    ruleset.assessmentGroups
      .filter((group) => group.id === id && group.kind !== 'monitoring')
      .map((group) => ({
        id,
        title: text(group.title),
        parameter: ruleset.parameters.find((known) => known.id === group.weight?.parameter),
      })),
  )
  return (
    <ItemFrame list="assessmentSchemes" item={scheme} onRemoved={props.onRemoved}>
      <div className="assessment-columns">
        <Field title={t('tables.title')}>
          <TextPair
            label={t('tables.title')}
            value={scheme.title}
            onCommit={(title) => save({ title }, 'title')}
          />
        </Field>
        <Field title={t('tables.description')}>
          <OptionalTextPair
            label={t('tables.description')}
            value={scheme.description}
            onCommit={(description) => save({ description }, 'description')}
          />
        </Field>
      </div>
      <div className="assessment-thirds">
        <Field title={t('assessmentEditor.period')}>
          <ChoiceField
            label={t('assessmentEditor.period')}
            value={scheme.period}
            options={periods}
            labels="assessmentEditor.periods"
            onChoose={(period) => save({ period }, 'period')}
          />
        </Field>
        <Field title={t('assessmentEditor.assesses')}>
          <ChoiceField
            label={t('assessmentEditor.assesses')}
            value={scheme.assesses}
            options={['units', 'community'] as const}
            labels="assessmentEditor.assessed"
            onChoose={(assesses) => save({ assesses }, 'assesses')}
          />
        </Field>
        {scheme.assesses === 'units' && (
          <Field title={t('assessmentEditor.unitKinds')}>
            <Select<string[]>
              mode="tags"
              className="value-input"
              aria-label={t('assessmentEditor.unitKinds')}
              placeholder={t('assessmentEditor.allKinds')}
              disabled={disabled()}
              value={scheme.unitKinds ?? []}
              onChange={(kinds) =>
                save({ unitKinds: kinds.length === 0 ? undefined : kinds }, 'unitKinds')
              }
            />
          </Field>
        )}
      </div>
      <Field title={t('assessmentEditor.groups')} hint={t('assessmentEditor.groupsHint')}>
        <ItemsField
          label={t('assessmentEditor.groups')}
          value={scheme.groups}
          options={groups}
          onCommit={(next) => save({ groups: next }, 'groups')}
        />
        <WeightsTable label={t('assessmentEditor.groupWeights')} weighed={weighed} whole />
      </Field>
      <div className="assessment-columns">
        <Field title={t('assessmentEditor.gates')} hint={t('assessmentEditor.gatesHint')}>
          <ItemsField
            label={t('assessmentEditor.gates')}
            value={scheme.gates}
            options={groups}
            onCommit={(gates) => save({ gates }, 'gates')}
          />
        </Field>
        <Field title={t('assessmentEditor.gateCap')} hint={t('assessmentEditor.gateCapHint')}>
          <Select<string | undefined>
            className="value-input"
            aria-label={t('assessmentEditor.gateCap')}
            placeholder={t('fields.notFilled')}
            disabled={disabled()}
            value={scheme.gateCap}
            options={scheme.grades.map(({ id, title }) => ({ value: id, label: text(title) }))}
            onChange={(gateCap) => save({ gateCap }, 'gateCap')}
          />
        </Field>
      </div>
      <Field
        title={t('assessmentEditor.notAssessable')}
        hint={t('assessmentEditor.notAssessableHint')}
      >
        <ChoiceField
          label={t('assessmentEditor.notAssessable')}
          value={scheme.notAssessable ?? 'withhold'}
          options={['withhold', 'reweigh'] as const}
          labels="assessmentEditor.withheld"
          onChoose={(notAssessable) => save({ notAssessable }, 'notAssessable')}
        />
      </Field>
      <GradesField
        scheme={scheme}
        onSave={(grades) => save({ grades }, 'grades')}
        onSaveWith={(parameters, grades) => saveWith(parameters, { grades })}
      />
      <ConsequencesField
        scheme={scheme}
        onSave={(consequences) => save({ consequences }, 'consequences')}
        onSaveWith={(parameters, consequences) => saveWith(parameters, { consequences })}
      />
      <AlertsField scheme={scheme} onSave={(alerts) => save({ alerts }, 'alerts')} />
      <Field title={t('tables.cites')}>
        <CitesField
          value={scheme.cites}
          sources={ruleset.manifest.sources}
          onCommit={(cites) => save({ cites }, 'cites')}
        />
      </Field>
    </ItemFrame>
  )
}
