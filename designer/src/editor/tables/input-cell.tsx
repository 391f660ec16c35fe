import type { CellTest, Fact } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useLanguage } from '../../kit/i18n/use-language.ts'
import { CellPopover } from './cell-popover.tsx'
import { describeCell } from './cell-text.ts'
import { CellTestsEditor } from './cell-tests-editor.tsx'

/** One input cell: yes, no or anything for a boolean, else a short text of its comparisons. */
export function InputCell(props: {
  readonly label: string
  readonly fact: Fact | undefined
  readonly tests: readonly CellTest[] | undefined
  readonly onCommit: (tests: readonly CellTest[]) => void
}) {
  const { t } = useTranslation()
  const disabled = useDisabled()
  const language = useLanguage()
  const ruleset = useRuleset()
  const { fact, tests } = props
  const plain = fact?.type === 'boolean' ? booleanChoice(tests) : undefined
  if (plain !== undefined)
    return (
      <select
        className={plain === 'any' ? 'cell-select cell-empty' : 'cell-select'}
        aria-label={props.label}
        disabled={disabled()}
        value={plain}
        onChange={({ target: { value } }) =>
          props.onCommit(value === 'any' ? [] : [{ operator: 'equal', value: value === 'yes' }])
        }
      >
        <option value="any">{t('tables.anything')}</option>
        <option value="yes">{t('fields.yes')}</option>
        <option value="no">{t('fields.no')}</option>
      </select>
    )
  return (
    <CellPopover
      label={props.label}
      text={describeCell(ruleset, fact, tests, language)}
      empty={t('tables.anything')}
    >
      {() =>
        fact === undefined ? (
          <p>{t('tables.factMissing')}</p>
        ) : (
          <CellTestsEditor fact={fact} tests={tests ?? []} onCommit={props.onCommit} />
        )
      }
    </CellPopover>
  )
}

/** The choice a cell makes about a boolean; undefined when it is more than yes, no or anything. */
function booleanChoice(tests: readonly CellTest[] | undefined): 'any' | 'yes' | 'no' | undefined {
  const [test, ...others] = tests ?? []
  if (test === undefined) return 'any'
  if (others.length > 0 || typeof test.value !== 'boolean') return undefined
  return (test.operator === 'equal') === test.value ? 'yes' : 'no'
}
