import type { Code, Value, ValueType } from '@jieli/engine'
import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
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
  const { t } = useTranslation()
  const clear = useClear()
  const { definition, value, label } = props
  const unit = useUnit(definition.unit)
  const disabled = useDisabled()(props.disabled)
  const commitText = (text: string): void => props.onCommit(text === '' ? null : text)
  switch (definition.type) {
    case 'boolean':
      return (
        <Select
          className="value-input"
          aria-label={label}
          allowClear={clear}
          disabled={disabled}
          placeholder={t('fields.notFilled')}
          value={typeof value === 'boolean' ? String(value) : undefined}
          options={[
            { value: 'true', label: t('fields.yes') },
            { value: 'false', label: t('fields.no') },
          ]}
          onChange={(next: string | undefined) =>
            props.onCommit(next === undefined ? null : next === 'true')
          }
        />
      )
    case 'integer':
      return (
        <CommitInput
          label={label}
          disabled={disabled}
          {...(unit === undefined ? {} : { suffix: unit })}
          value={typeof value === 'number' ? String(value) : ''}
          check={(text) =>
            text === '' || wholeOfText(text) !== undefined ? undefined : t('fields.wholeForm')
          }
          onCommit={(text) => props.onCommit(wholeOfText(text) ?? null)}
        />
      )
    case 'code':
      if (definition.values === undefined) break
      return <CodeSelect {...props} />
    case 'codeList':
      return <CodeSelect {...props} />
    case 'date':
    case 'dateTime':
      return <DayInput {...props} />
    case 'ratio':
      return (
        <CommitInput
          label={label}
          disabled={disabled}
          placeholder="70%"
          value={isRatio(value) ? percentOfRatio(value) : ''}
          check={(text) =>
            text === '' || ratioOfText(text) !== undefined ? undefined : t('fields.percentForm')
          }
          onCommit={(text) => props.onCommit(ratioOfText(text) ?? null)}
        />
      )
    case 'money':
      return (
        <CommitInput
          label={label}
          disabled={disabled}
          suffix={t('fields.yuan')}
          value={typeof value === 'number' ? yuanOfFen(value) : ''}
          check={(text) =>
            text === '' || fenOfYuan(text) !== undefined ? undefined : t('fields.moneyForm')
          }
          onCommit={(text) => props.onCommit(fenOfYuan(text) ?? null)}
        />
      )
    case 'decimal':
      return (
        <CommitInput
          label={label}
          disabled={disabled}
          {...(unit === undefined ? {} : { suffix: unit })}
          value={typeof value === 'string' ? value : ''}
          check={(text) =>
            text === '' || /^-?\d{1,30}(\.\d{1,30})?$/.test(halfWidth(text))
              ? undefined
              : t('fields.decimalForm')
          }
          onCommit={(text) => commitText(halfWidth(text))}
        />
      )
    case 'duration':
      return (
        <DurationInput
          label={label}
          disabled={disabled}
          value={typeof value === 'string' ? value : ''}
          onCommit={commitText}
        />
      )
    case 'text':
      break
  }
  return (
    <CommitInput
      label={label}
      disabled={disabled}
      placeholder={t('fields.notFilled')}
      value={typeof value === 'string' ? value : ''}
      onCommit={commitText}
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
