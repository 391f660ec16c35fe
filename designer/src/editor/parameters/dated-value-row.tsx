import { DeleteOutlined } from '@ant-design/icons'
import {
  type DatedValue,
  type Issue,
  jsonEqual,
  type Parameter,
  valueTypeModules,
} from '@jieli/engine'
import { Button, Checkbox, DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { redateParameterValue } from '../../document/commands/redate-parameter-value.ts'
import { removeParameterValue } from '../../document/commands/remove-parameter-value.ts'
import { setParameterValue } from '../../document/commands/set-parameter-value.ts'
import { useRunCommand } from '../../document/editing/use-document.ts'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { withMembers } from '../tables/edit-line.ts'
import { IssueLines } from './issue-lines.tsx'

/** One value and the day it begins, with what is wrong with it right below. */
export function DatedValueRow(props: {
  readonly parameter: Parameter
  readonly dated: DatedValue
  readonly index: number
  readonly inForce: boolean
  /** The parameter's values below. */
  readonly theirs: readonly DatedValue[]
  readonly issues: readonly Issue[]
}) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const { parameter, dated, index, theirs } = props
  const name = t('parameters.valueFrom', { title: text(parameter.title), from: dated.from })
  const save = (next: DatedValue): void => run(setParameterValue(parameter.id, index, next, theirs))
  return (
    <li className="dated-value">
      <div className="dated-value-fields">
        <label>
          <span>{t('parameters.from')}</span>
          <DatePicker
            aria-label={t('parameters.fromOf', { name })}
            allowClear={false}
            value={dayjs(dated.from)}
            onChange={(day) => {
              const from = day?.format('YYYY-MM-DD')
              if (from !== undefined && from !== dated.from)
                run(redateParameterValue(parameter.id, index, from, theirs))
            }}
          />
        </label>
        <span className="dated-value-input">
          <ValueInput
            definition={{ type: parameter.type, unit: parameter.unit, values: parameter.codes }}
            label={name}
            value={dated.value}
            onCommit={(value) => {
              const kept = value ?? valueTypeModules[parameter.type].empty
              if (kept !== undefined) save({ ...dated, value: kept })
            }}
          />
        </span>
        {props.inForce && <Tag tone="green">{t('parameters.inForce')}</Tag>}
        {theirs.some((value) => jsonEqual(value, dated)) && <Tag>{t('parameters.fromParent')}</Tag>}
        <Checkbox
          checked={dated.sample ?? false}
          onChange={({ target }) =>
            save(withMembers(dated, { sample: target.checked ? true : undefined }))
          }
        >
          {t('parameters.sample')}
        </Checkbox>
        <span className="spacer" />
        <Button
          type="text"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('parameters.removeValue', { name })}
          onClick={() => run(removeParameterValue(parameter.id, index, theirs))}
        />
      </div>
      <IssueLines issues={props.issues} />
      <details className="dated-value-note" open={dated.note !== undefined}>
        <summary>{t('parameters.note')}</summary>
        <OptionalTextPair
          label={t('parameters.note')}
          value={dated.note}
          onCommit={(note) => save(withMembers(dated, { note }))}
        />
      </details>
    </li>
  )
}
