import type { AssessmentScheme, Parameter } from '@jieli/engine'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { AddPart } from './add-part.tsx'
import { RemovePart } from './remove-part.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { useClear } from '../../kit/fields/use-clear.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { withMembers } from '../tables/edit-line.ts'
import { ChoiceField } from './choice-field.tsx'
import { newParameter } from './new-item.ts'
import { newConsequence, titled, roleLabels } from './new-texts.ts'
import { ParameterField } from './parameter-field.tsx'

type Consequences = NonNullable<AssessmentScheme['consequences']>
const integerTypes = ['integer'] as const
type Consequence = Consequences[number]
const kinds = [
  'salaryFactor',
  'fundShare',
  'fiscalSubsidy',
  'leadershipPay',
  'rectification',
  'notice',
] as const

/** What a grade leads to: a factor for each grade, or a rectification after so many periods. */
export function ConsequencesField(props: {
  readonly scheme: AssessmentScheme
  readonly onSave: (consequences: Consequences | undefined) => void
  readonly onSaveWith: (parameters: readonly Parameter[], consequences: Consequences) => void
}) {
  const { t } = useTranslation()
  const { scheme } = props
  const consequences = scheme.consequences ?? []
  const replaced = (next: Consequence): Consequences =>
    consequences.map((other) => (other.id === next.id ? next : other))
  const save = (next: Consequences): void => props.onSave(next.length === 0 ? undefined : next)
  return (
    <Field title={t('assessmentEditor.consequences')}>
      <ol className="grades">
        {consequences.map((consequence, index) => (
          <li key={consequence.id} className="part-box">
            <div className="part-row">
              <TextPair
                label={t('assessmentEditor.numbered', {
                  label: t('assessmentEditor.consequence'),
                  number: index + 1,
                })}
                value={consequence.title}
                onCommit={(title) => save(replaced({ ...consequence, title }))}
              />
              <ChoiceField
                label={t('assessmentEditor.consequenceKind', { number: index + 1 })}
                value={consequence.kind}
                options={kinds}
                labels="assessmentEditor.consequenceKinds"
                onChoose={(kind) => save(replaced({ ...consequence, kind }))}
              />
              <span className="part-tools">
                <RemovePart
                  title={consequence.title}
                  onRemove={() => save(consequences.filter(({ id }) => id !== consequence.id))}
                />
              </span>
            </div>
            <ConsequenceTerms
              scheme={scheme}
              consequence={consequence}
              onSave={(next) => save(replaced(next))}
              onSaveWith={(parameter, next) => props.onSaveWith([parameter], replaced(next))}
            />
          </li>
        ))}
      </ol>
      <AddPart
        label={t('assessmentEditor.consequence')}
        prefix="consequence"
        parts={consequences}
        onAdd={(id) =>
          save([...consequences, { id, title: newConsequence, kind: 'notice', cites: [] }])
        }
      />
    </Field>
  )
}

/** The factor for each grade, and after how many periods at or below a grade it follows. */
function ConsequenceTerms(props: {
  readonly scheme: AssessmentScheme
  readonly consequence: Consequence
  readonly onSave: (consequence: Consequence) => void
  readonly onSaveWith: (parameter: Parameter, consequence: Consequence) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const clear = useClear()
  const disabled = useDisabled()
  const ruleset = useRuleset()
  const { scheme, consequence } = props
  const factors = consequence.factors ?? []
  const withFactor = (grade: string, parameter: string | undefined): Consequence => {
    const others = factors.filter(({ id }) => id !== grade)
    const all = scheme.grades.flatMap(({ id }) =>
      id === grade
        ? parameter === undefined
          ? []
          : [{ id, factor: { parameter } }]
        : others.filter((factor) => factor.id === id),
    )
    return withMembers(consequence, { factors: all.length === 0 ? undefined : all })
  }
  const periods = {
    base: `${scheme.id}.${consequence.id}.periods`,
    title: titled(consequence.title, roleLabels.periods),
    type: 'integer' as const,
  }
  return (
    <div className="consequence-terms">
      {scheme.grades.map((grade) => (
        <div key={grade.id}>
          <span className="quiet">
            {t('assessmentEditor.factorFor', { grade: text(grade.title) })}
          </span>
          <ParameterField
            label={t('assessmentEditor.factorOf', {
              title: text(consequence.title),
              grade: text(grade.title),
            })}
            value={factors.find(({ id }) => id === grade.id)?.factor.parameter}
            onChoose={(parameter) => props.onSave(withFactor(grade.id, parameter))}
            onClear={() => props.onSave(withFactor(grade.id, undefined))}
            fresh={{
              base: `${scheme.id}.${consequence.id}.${grade.id}`,
              title: titled(consequence.title, grade.title),
              type: 'ratio',
            }}
            onCreate={(parameter) =>
              props.onSaveWith(parameter, withFactor(grade.id, parameter.id))
            }
          />
        </div>
      ))}
      <div>
        <span className="quiet">{t('assessmentEditor.after')}</span>
        <Select<string | undefined>
          className="value-input"
          aria-label={t('assessmentEditor.afterOf', { title: text(consequence.title) })}
          placeholder={t('assessmentEditor.atOnce')}
          allowClear={clear}
          disabled={disabled()}
          value={consequence.after?.grade}
          options={scheme.grades.map(({ id, title }) => ({ value: id, label: text(title) }))}
          onChange={(grade) => {
            if (grade === undefined) props.onSave(withMembers(consequence, { after: undefined }))
            else if (consequence.after === undefined) {
              const parameter = newParameter(ruleset, periods)
              props.onSaveWith(parameter, {
                ...consequence,
                after: { grade, periods: { parameter: parameter.id } },
              })
            } else props.onSave({ ...consequence, after: { ...consequence.after, grade } })
          }}
        />
        {consequence.after !== undefined && (
          <ParameterField
            label={t('assessmentEditor.periodsOf', { title: text(consequence.title) })}
            value={consequence.after.periods.parameter}
            types={integerTypes}
            onChoose={(parameter) => {
              if (consequence.after !== undefined)
                props.onSave({
                  ...consequence,
                  after: { ...consequence.after, periods: { parameter } },
                })
            }}
          />
        )}
      </div>
    </div>
  )
}
