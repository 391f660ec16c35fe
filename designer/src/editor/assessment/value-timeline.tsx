import { formatParameter, type Parameter } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../kit/i18n/use-language.ts'

/** The values of a parameter one after the other in time, the one in force today labelled. */
export function ValueTimeline(props: { readonly parameter: Parameter; readonly today: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { parameter, today } = props
  const values = parameter.values.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  if (values.length === 0) return null
  return (
    <ol className="value-timeline" aria-label={t('assessmentEditor.timeline')}>
      {values.map(({ from, value }, place) => {
        const next = values[place + 1]?.from
        const inForce = from <= today && (next === undefined || today < next)
        return (
          <li
            key={`${from}-${place}`}
            className={inForce ? 'value-span value-span-now' : 'value-span'}
            style={{ flexGrow: lengthOf(from, next) }}
          >
            <strong>{formatParameter(parameter, value, language)}</strong>
            <span className="quiet">
              {t(next === undefined ? 'assessmentEditor.onward' : 'assessmentEditor.until', {
                from,
                until: next,
              })}
              {inForce && ` · ${t('parameters.inForce')}`}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

/** How much room a span gets: by its months, within limits, for one may last ten years and the next a quarter. */
function lengthOf(from: string, until: string | undefined): number {
  if (until === undefined) return 12
  const months = (Date.parse(until) - Date.parse(from)) / (30 * 24 * 3600 * 1000)
  return Math.min(Math.max(months, 4), 36)
}
