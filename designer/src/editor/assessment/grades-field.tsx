import { ArrowUpOutlined, PlusOutlined } from '@ant-design/icons'
import type { AssessmentScheme, Parameter } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { freshId } from '../../document/state/fresh-id.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { RemovePart } from './remove-part.tsx'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { Field } from '../../kit/fields/field.tsx'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { withMembers } from '../tables/edit-line.ts'
import { newParameter } from './new-item.ts'
import { newGradeTitle, titled, roleLabels } from './new-texts.ts'
import { ParameterField } from './parameter-field.tsx'

type Grades = AssessmentScheme['grades']

/** Grades, best first, each with the cutoff from which it is given; the last has none. */
export function GradesField(props: {
  readonly scheme: AssessmentScheme
  readonly onSave: (grades: Grades) => void
  readonly onSaveWith: (parameters: readonly Parameter[], grades: Grades) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const disabled = useDisabled()
  const ruleset = useRuleset()
  const { scheme, onSave } = props
  const { grades } = scheme
  const changed = (index: number, change: Parameters<typeof withMembers<Grades[number]>>[1]) =>
    grades.map((grade, place) => (place === index ? withMembers(grade, change) : grade))
  const cutoff = (grade: Grades[number]) => ({
    base: `${scheme.id}.${grade.id}`,
    title: titled(grade.title, roleLabels.cutoff),
    type: 'integer' as const,
  })
  const addGrade = (): void => {
    const id = freshId(
      'grade',
      grades.map((grade) => grade.id),
    )
    const grade = { id, title: newGradeTitle }
    const parameter = newParameter(ruleset, cutoff(grade))
    props.onSaveWith([parameter], [{ ...grade, atLeast: { parameter: parameter.id } }, ...grades])
  }
  return (
    <Field title={t('assessmentEditor.grades')} hint={t('assessmentEditor.gradesHint')}>
      <ol className="grades">
        {grades.map((grade, index) => (
          <li key={grade.id} className="part-row">
            <TextPair
              label={t('assessmentEditor.gradeTitle', { number: index + 1 })}
              value={grade.title}
              onCommit={(title) => onSave(changed(index, { title }))}
            />
            <ParameterField
              label={t('assessmentEditor.cutoffOf', { title: text(grade.title) })}
              value={grade.atLeast?.parameter}
              onChoose={(parameter) => onSave(changed(index, { atLeast: { parameter } }))}
              onClear={() => onSave(changed(index, { atLeast: undefined }))}
              fresh={cutoff(grade)}
              onCreate={(parameter) =>
                props.onSaveWith(
                  [parameter],
                  changed(index, { atLeast: { parameter: parameter.id } }),
                )
              }
            />
            <span className="part-tools">
              <Button
                type="text"
                icon={<ArrowUpOutlined aria-hidden />}
                aria-label={t('assessmentEditor.moveUp', { title: text(grade.title) })}
                disabled={disabled(index === 0)}
                onClick={() =>
                  onSave([
                    ...grades.slice(0, index - 1),
                    grade,
                    ...grades.slice(index - 1, index),
                    ...grades.slice(index + 1),
                  ])
                }
              />
              <RemovePart
                title={grade.title}
                onRemove={() => onSave(grades.filter(({ id }) => id !== grade.id))}
              />
            </span>
          </li>
        ))}
      </ol>
      <Button size="small" type="dashed" icon={<PlusOutlined aria-hidden />} onClick={addGrade}>
        {t('assessmentEditor.addGrade')}
      </Button>
    </Field>
  )
}
