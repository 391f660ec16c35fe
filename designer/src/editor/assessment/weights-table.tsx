import { formatFraction, type Parameter } from '@jieli/engine'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addParameterValue } from '../../document/commands/add-parameter-value.ts'
import { setParameterValue } from '../../document/commands/set-parameter-value.ts'
import { LockedFields } from '../../document/editing/locked-fields.tsx'
import { ContractTag } from '../../document/editing/contract-tag.tsx'
import { today } from '../../document/editing/today.ts'
import { useDocument, useRunCommand } from '../../document/editing/use-document.ts'
import { useContractOver, useLockedBy } from '../../document/editing/use-locked-by.ts'
import { CommitInput } from '../../kit/fields/commit-input.tsx'
import { useUnit } from '../../kit/fields/use-unit.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import {
  daysOfWeights,
  typedKey,
  type TypedWeights,
  type Weighed,
  weightOfText,
  weightOn,
  weightSum,
  weightText,
} from './weight-sums.ts'

/**
 * The weights of several items, a column for each day on which one changes, and below what they sum to, worked out on
 * every letter.
 */
export function WeightsTable(props: {
  readonly label: string
  readonly weighed: readonly Weighed[]
  /** Weights that have to sum to one; the others count in proportion. */
  readonly whole: boolean
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<TypedWeights>({})
  const { weighed } = props
  if (weighed.length === 0) return <p className="quiet">{t('assessmentEditor.nothingWeighed')}</p>
  const days = daysOfWeights(weighed, today())
  return (
    <div className="weights">
      <table aria-label={props.label}>
        <thead>
          <tr>
            <th scope="col">{t('assessmentEditor.weighed')}</th>
            {days.map((day) => (
              <th key={day} scope="col">
                {t('assessmentEditor.fromDay', { day })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weighed.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                {item.title}
                {item.parameter !== undefined && <WeightContract id={item.parameter.id} />}
              </th>
              {days.map((day) => (
                <td key={day}>
                  {item.parameter === undefined ? (
                    <span className="quiet">{t('assessmentEditor.noWeight')}</span>
                  ) : (
                    <WeightCell
                      parameter={item.parameter}
                      title={item.title}
                      day={day}
                      onType={(from, text) =>
                        setTyped((before) => withTyped(before, item.parameter, from, text))
                      }
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              {t(props.whole ? 'assessmentEditor.sum' : 'assessmentEditor.proportion')}
            </th>
            {days.map((day) => (
              <td key={day} aria-live="polite">
                {props.whole ? (
                  <SumTag weighed={weighed} day={day} typed={typed} />
                ) : (
                  <Proportion weighed={weighed} day={day} typed={typed} />
                )}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function withTyped(
  before: TypedWeights,
  parameter: Parameter | undefined,
  day: string,
  text: string | undefined,
): TypedWeights {
  if (parameter === undefined) return before
  const { [typedKey(parameter.id, day)]: _gone, ...others } = before
  return text === undefined ? others : { ...others, [typedKey(parameter.id, day)]: text }
}

function WeightContract(props: { readonly id: string }) {
  return <ContractTag contract={useContractOver()(`/parameters/${props.id}`)} />
}

/** The weight that begins on a day can be changed; an earlier one is only shown. */
function WeightCell(props: {
  readonly parameter: Parameter
  readonly title: string
  readonly day: string
  readonly onType: (day: string, text: string | undefined) => void
}) {
  const { t } = useTranslation()
  const run = useRunCommand()
  const { parameter, day } = props
  const locked = useLockedBy()(`/parameters/${parameter.id}`) !== undefined
  const unit = useUnit(parameter.unit)
  const parent = useDocument((state) => state.parent)
  const theirs = parent?.parameters.find(({ id }) => id === parameter.id)?.values
  const index = parameter.values.findIndex(({ from }) => from === day)
  const dated = parameter.values[index]
  const earlier = parameter.values.filter(({ from }) => from < day).at(-1)
  if (dated === undefined && earlier !== undefined)
    return <span className="quiet">{weightText(earlier.value)}</span>
  return (
    <LockedFields locked={locked}>
      <CommitInput
        className="weight-input"
        label={t('assessmentEditor.weightOf', { title: props.title, day })}
        {...(unit === undefined ? {} : { suffix: unit })}
        value={weightText(dated?.value)}
        check={(text) =>
          text === '' || weightOfText(parameter, text) !== undefined
            ? undefined
            : t(parameter.type === 'ratio' ? 'fields.percentForm' : 'fields.decimalForm')
        }
        onType={(text) => props.onType(day, text)}
        onCommit={(text) => {
          const value = weightOfText(parameter, text)
          if (value === undefined) return
          if (dated === undefined)
            run(addParameterValue(parameter.id, { from: day, value }, theirs))
          else run(setParameterValue(parameter.id, index, { ...dated, value }, theirs))
        }}
      />
    </LockedFields>
  )
}

interface OnDay {
  readonly weighed: readonly Weighed[]
  readonly day: string
  readonly typed: TypedWeights
}

function SumTag({ weighed, day, typed }: OnDay) {
  const { t } = useTranslation()
  const sum = weightSum(weighed, day, typed)
  if (sum === undefined) return <Tag tone="amber">{t('assessmentEditor.sumOpen')}</Tag>
  const shown = `${formatFraction({ n: sum.n * 100n, d: sum.d }, 4)}%`
  return sum.n === sum.d ? (
    <Tag tone="green">{t('assessmentEditor.sumFits', { sum: shown })}</Tag>
  ) : (
    <Tag tone="red">{t('assessmentEditor.sumWrong', { sum: shown })}</Tag>
  )
}

/** `6 : 3 : 1`, and what part of the whole each gets. */
function Proportion({ weighed, day, typed }: OnDay) {
  const { t } = useTranslation()
  const sum = weightSum(weighed, day, typed)
  if (sum === undefined) return <Tag tone="amber">{t('assessmentEditor.sumOpen')}</Tag>
  if (sum.n <= 0n) return <Tag tone="red">{t('assessmentEditor.sumZero')}</Tag>
  const parts = weighed.flatMap((item) => weightOn(item, day, typed) ?? [])
  return (
    <>
      <strong>{parts.map((part) => formatFraction(part, 4)).join(' : ')}</strong>{' '}
      <span className="quiet">
        {parts
          .map(({ n, d }) => `${formatFraction({ n: n * 100n * sum.d, d: d * sum.n }, 2)}%`)
          .join(' / ')}
      </span>
    </>
  )
}
