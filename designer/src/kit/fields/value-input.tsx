import { type Code, type Value, type ValueType, valueTypeModules } from '@jieli/engine'
import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDisabled } from './use-disabled.ts'
import { useText } from '../i18n/use-language.ts'
import { CommitInput } from './commit-input.tsx'
import { DurationInput } from './duration-input.tsx'
import {
  fenOfYuan,
  halfWidth,
  percentOfRatio,
  ratioOfText,
  wholeOfText,
  yuanOfFen,
} from './exact-number.ts'
import { useUnit } from './use-unit.ts'
import { useClear } from './use-clear.tsx'

/** What a value is: a fact, a parameter or an output column fits. */
export interface ValueDefinition {
  readonly type: ValueType
  readonly unit?: string | undefined
  readonly values?: readonly Code[] | undefined
  readonly minimum?: Value | undefined
  readonly maximum?: Value | undefined
}

export interface ValueInputProps {
  readonly definition: ValueDefinition
  /** `null` when nothing is filled in. */
  readonly value: Value | null
  readonly label: string
  readonly onCommit: (value: Value | null) => void
  readonly disabled?: boolean
}

/** The right control for a value of each type. Empty means not filled in. */
export function ValueInput(props: ValueInputProps) {
  const { type, values } = props.definition
  // An open code system has nothing to choose from.
  const Control = type === 'code' && values === undefined ? undefined : controls[type]
  return Control === undefined ? <CellInput {...props} /> : <Control {...props} />
}

/** Types that are more than a text to write: any other is written as in a cell of a table. */
const controls: Readonly<Partial<Record<ValueType, (props: ValueInputProps) => ReactNode>>> = {
  boolean: YesNoSelect,
  integer: WholeInput,
  decimal: DecimalInput,
  money: MoneyInput,
  ratio: RatioInput,
  code: CodeSelect,
  orderedCode: CodeSelect,
  codeList: CodeSelect,
  date: DayInput,
  dateTime: DayInput,
  duration: SpanInput,
}

function CellInput(props: ValueInputProps) {
  const { t } = useTranslation()
  const text = useText()
  const { value } = props
  const { cell, written, readCell, writeCell } = valueTypeModules[props.definition.type]
  return (
    <CommitInput
      label={props.label}
      disabled={useDisabled()(props.disabled)}
      placeholder={t('fields.notFilled')}
      value={value === null ? '' : writeCell(value)}
      check={(given) =>
        given !== '' && 'problem' in readCell(given, {}) ? text(cell ?? written) : undefined
      }
      onCommit={(given) => {
        const reading = readCell(given, {})
        props.onCommit(given === '' || 'problem' in reading ? null : reading.value)
      }}
    />
  )
}

function YesNoSelect({ value, label, onCommit, disabled }: ValueInputProps) {
  const { t } = useTranslation()
  return (
    <Select
      className="value-input"
      aria-label={label}
      allowClear={useClear()}
      disabled={useDisabled()(disabled)}
      placeholder={t('fields.notFilled')}
      value={typeof value === 'boolean' ? String(value) : undefined}
      options={[
        { value: 'true', label: t('fields.yes') },
        { value: 'false', label: t('fields.no') },
      ]}
      onChange={(next: string | undefined) => onCommit(next === undefined ? null : next === 'true')}
    />
  )
}

function WholeInput({ definition, value, label, onCommit, disabled }: ValueInputProps) {
  const { t } = useTranslation()
  const unit = useUnit(definition.unit)
  return (
    <CommitInput
      label={label}
      disabled={useDisabled()(disabled)}
      {...(unit === undefined ? {} : { suffix: unit })}
      value={typeof value === 'number' ? String(value) : ''}
      check={(text) =>
        text === '' || wholeOfText(text) !== undefined ? undefined : t('fields.wholeForm')
      }
      onCommit={(text) => onCommit(wholeOfText(text) ?? null)}
    />
  )
}

function DecimalInput({ definition, value, label, onCommit, disabled }: ValueInputProps) {
  const { t } = useTranslation()
  const unit = useUnit(definition.unit)
  return (
    <CommitInput
      label={label}
      disabled={useDisabled()(disabled)}
      {...(unit === undefined ? {} : { suffix: unit })}
      value={typeof value === 'string' ? value : ''}
      check={(text) =>
        text === '' || valueTypeModules.decimal.fits(halfWidth(text))
          ? undefined
          : t('fields.decimalForm')
      }
      onCommit={(text) => onCommit(text === '' ? null : halfWidth(text))}
    />
  )
}

function MoneyInput({ value, label, onCommit, disabled }: ValueInputProps) {
  const { t } = useTranslation()
  return (
    <CommitInput
      label={label}
      disabled={useDisabled()(disabled)}
      suffix={t('fields.yuan')}
      value={typeof value === 'number' ? yuanOfFen(value) : ''}
      check={(text) =>
        text === '' || fenOfYuan(text) !== undefined ? undefined : t('fields.moneyForm')
      }
      onCommit={(text) => onCommit(fenOfYuan(text) ?? null)}
    />
  )
}

function RatioInput({ value, label, onCommit, disabled }: ValueInputProps) {
  const { t } = useTranslation()
  return (
    <CommitInput
      label={label}
      disabled={useDisabled()(disabled)}
      placeholder="70%"
      value={isRatio(value) ? percentOfRatio(value) : ''}
      check={(text) =>
        text === '' || ratioOfText(text) !== undefined ? undefined : t('fields.percentForm')
      }
      onCommit={(text) => onCommit(ratioOfText(text) ?? null)}
    />
  )
}

function SpanInput({ definition, value, label, onCommit, disabled }: ValueInputProps) {
  return (
    <DurationInput
      label={label}
      office={definition.unit === 'workingTime'}
      disabled={disabled}
      value={typeof value === 'string' ? value : ''}
      onCommit={(text) => onCommit(text === '' ? null : text)}
    />
  )
}

function CodeSelect(props: ValueInputProps) {
  const { t } = useTranslation()
  const clear = useClear()
  const text = useText()
  const disabled = useDisabled()(props.disabled)
  const options = (props.definition.values ?? []).map((code) => ({
    value: code.code,
    label: text(code.title),
  }))
  const shared = {
    className: 'value-input',
    'aria-label': props.label,
    allowClear: clear,
    disabled,
    placeholder: t('fields.notFilled'),
    showSearch: { optionFilterProp: 'label' as const },
    options,
  }
  if (props.definition.type === 'codeList')
    return (
      <Select<string[]>
        {...shared}
        mode={props.definition.values === undefined ? 'tags' : 'multiple'}
        value={Array.isArray(props.value) ? props.value : []}
        onChange={(codes) => props.onCommit(codes.length === 0 ? null : codes)}
      />
    )
  return (
    <Select<string | undefined>
      {...shared}
      value={typeof props.value === 'string' ? props.value : undefined}
      onChange={(code) => props.onCommit(code ?? null)}
    />
  )
}

function DayInput(props: ValueInputProps) {
  const { t } = useTranslation()
  const disabled = useDisabled()(props.disabled)
  const withTime = props.definition.type === 'dateTime'
  return (
    <DatePicker
      className="value-input"
      aria-label={props.label}
      disabled={disabled}
      placeholder={t('fields.notFilled')}
      showTime={withTime ? { format: 'HH:mm' } : false}
      format={withTime ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD'}
      value={typeof props.value === 'string' ? dayjs(props.value) : null}
      onChange={(day) =>
        props.onCommit(
          day === null ? null : day.format(withTime ? 'YYYY-MM-DDTHH:mm:ssZ' : 'YYYY-MM-DD'),
        )
      }
    />
  )
}

function isRatio(value: Value | null): value is { numerator: number; denominator: number } {
  return typeof value === 'object' && value !== null && 'numerator' in value
}
