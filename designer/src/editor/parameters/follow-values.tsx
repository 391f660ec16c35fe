import { type DatedValue, formatParameter, type Parameter } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { addParameterValue } from '../../document/commands/add-parameter-value.ts'
import { useRunCommand } from '../../document/editing/use-document.ts'
import { useLanguage } from '../../kit/i18n/use-language.ts'

/** Inherited values that the ruleset's own go past, each with a button that takes it on its day. */
export function FollowValues(props: {
  readonly parameter: Parameter
  readonly theirs: readonly DatedValue[]
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const run = useRunCommand()
  const { parameter, theirs } = props
  const days = new Set(parameter.values.map(({ from }) => from))
  const passed = theirs.filter(
    ({ from }) => !days.has(from) && parameter.values.some((own) => own.from < from),
  )
  return (
    <ul className="dated-values">
      {passed.map((dated) => {
        const value = formatParameter(parameter, dated.value, language)
        return (
          <li key={dated.from} className="dated-value">
            <span className="quiet">{t('parameters.passed', { day: dated.from, value })}</span>{' '}
            <Button
              size="small"
              onClick={() => run(addParameterValue(parameter.id, dated, theirs))}
            >
              {t('parameters.follow', { day: dated.from })}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
