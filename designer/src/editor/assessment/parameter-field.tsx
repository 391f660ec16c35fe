import { PlusOutlined } from '@ant-design/icons'
import type { Parameter, ValueType } from '@jieli/engine'
import { Button, Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { today } from '../../document/editing/today.ts'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useDocument, useRuleset } from '../../document/editing/use-document.ts'
import { useClear } from '../../kit/fields/use-clear.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { ParameterEditor } from '../parameters/parameter-editor.tsx'
import { summarize } from '../parameters/parameter-facts.ts'
import { useParameterValue } from '../parameters/use-parameter-value.ts'
import { useProblems } from '../problems/use-problems.ts'
import '../parameters/parameters.css'
import { newParameter, type ParameterKind } from './new-item.ts'
import { ValueTimeline } from './value-timeline.tsx'

const numbers: readonly ValueType[] = ['integer', 'decimal', 'money', 'ratio']

/** Which parameter a number is read from, with its values over time, to be changed in place. */
export function ParameterField(props: {
  readonly label: string
  readonly value: string | undefined
  readonly types?: readonly ValueType[]
  /** Set where there may be none. */
  readonly onClear?: () => void
  readonly onChoose: (parameter: string) => void
  /** What a new parameter is like, and what to do with it. */
  readonly fresh?: ParameterKind
  readonly onCreate?: (parameter: Parameter) => void
  /** The dated values are shown. */
  readonly open?: boolean
}) {
  const { t } = useTranslation()
  const text = useText()
  const clear = useClear()
  const disabled = useDisabled()
  const ruleset = useRuleset()
  const types = props.types ?? numbers
  const options = useMemo(
    () =>
      ruleset.parameters
        .filter(({ type, id }) => types.includes(type) || id === props.value)
        .map(({ id, title }) => ({
          value: id,
          label: text(title),
          search: `${text(title)} ${id}`,
        })),
    [ruleset.parameters, types, props.value, text],
  )
  const { fresh, onCreate } = props
  return (
    <div className="parameter-field">
      <div className="parameter-choice">
        <Select<string | undefined>
          className="value-input"
          aria-label={props.label}
          placeholder={t('assessmentEditor.noParameter')}
          showSearch={{ optionFilterProp: 'search' }}
          popupMatchSelectWidth={false}
          allowClear={props.onClear === undefined ? false : clear}
          disabled={disabled()}
          value={props.value}
          options={options}
          onChange={(id) => (id === undefined ? props.onClear?.() : props.onChoose(id))}
        />
        {props.value === undefined && fresh !== undefined && onCreate !== undefined && (
          <Button
            icon={<PlusOutlined aria-hidden />}
            disabled={disabled()}
            onClick={() => onCreate(newParameter(ruleset, fresh))}
          >
            {t('assessmentEditor.newParameter')}
          </Button>
        )}
      </div>
      {props.value !== undefined && (
        <ParameterValues id={props.value} open={props.open ?? false} label={props.label} />
      )}
    </div>
  )
}

/** The values of one parameter: in a line, and opened to be changed. */
export function ParameterValues(props: {
  readonly id: string
  readonly label: string
  readonly open: boolean
}) {
  const { t } = useTranslation()
  const text = useText()
  const ruleset = useRuleset()
  const parent = useDocument((state) => state.parent)
  const { issues } = useProblems()
  const day = today()
  const valueOf = useParameterValue(day)
  const parameter = ruleset.parameters.find(({ id }) => id === props.id)
  if (parameter === undefined)
    return <p className="field-problem">{t('assessmentEditor.parameterGone', { id: props.id })}</p>
  return (
    <>
      <ValueTimeline parameter={parameter} today={day} />
      <details className="parameter-values" open={props.open}>
        <summary>
          {t('assessmentEditor.valuesOf', {
            title: text(parameter.title),
            value: valueOf(parameter.id),
          })}
        </summary>
        <ParameterEditor summary={summarize(parameter, { day, parent, issues })} today={day} />
      </details>
    </>
  )
}
