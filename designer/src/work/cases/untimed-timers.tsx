import type { Pathway, Ruleset } from '@jieli/engine'
import type { Case } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'

/** The time limits of a case that cannot be counted yet, and why; nothing where all can. Those of duties stand with them. */
export function UntimedTimers(props: {
  readonly document: Case
  readonly ruleset: Ruleset
  readonly pathway: Pathway
}) {
  const { t } = useTranslation()
  const text = useText()
  const own = props.document.untimed.filter(({ duty }) => duty === undefined)
  if (own.length === 0) return null
  return (
    <section className="panel case-section" aria-labelledby="case-untimed-title">
      <h2 id="case-untimed-title">{t('cases.untimed')}</h2>
      <ul>
        {own.map(({ id, delay, yearMissing }) => (
          <li key={id}>
            {text(props.pathway.delays.find((each) => each.id === delay)?.title, delay)}{' '}
            <span className="quiet">{t('duties.yearMissing', { year: yearMissing })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
