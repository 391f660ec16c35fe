import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import type { TitledRuleset } from './use-titles.ts'

/** Describes what each rate divides by what: two counties that mean different things by a name see it here. */
export function RateDefinitions(props: { readonly titled: TitledRuleset }) {
  const { t } = useTranslation()
  const text = useText()
  const { ruleset } = props.titled
  return (
    <details className="definitions" open>
      <summary>{t('assessment.run.definitions')}</summary>
      <dl>
        {ruleset.pathwayRates.map(({ id, title, definition }) => (
          <div key={id}>
            <dt>{text(title)}</dt>
            <dd>{text(definition)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
