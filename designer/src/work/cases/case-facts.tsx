import { indexRuleset, formatValue, type Ruleset, type Value } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../kit/i18n/use-language.ts'

/** Facts with their titles, in the ruleset's order; as they are stored where it cannot be read. */
export function CaseFacts(props: {
  readonly facts: Readonly<Record<string, Value | null>>
  readonly ruleset?: Ruleset | undefined
  /** The facts whose values this person may not see. */
  readonly hidden?: readonly string[] | undefined
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const hidden = new Set(props.hidden)
  const veiled = <span className="quiet">{t('cases.hidden')}</span>
  if (props.ruleset === undefined)
    return (
      <dl className="fact-list">
        {Object.entries(props.facts).map(([id, value]) => (
          <div key={id}>
            <dt className="code">{id}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
        {[...hidden].map((id) => (
          <div key={id}>
            <dt className="code">{id}</dt>
            <dd>{veiled}</dd>
          </div>
        ))}
      </dl>
    )
  return (
    <dl className="fact-list">
      {[...indexRuleset(props.ruleset).facts.values()].flatMap((fact) => {
        const value = props.facts[fact.id]
        if (value === undefined && !hidden.has(fact.id)) return []
        return [
          <div key={fact.id}>
            <dt>{fact.title[language]}</dt>
            <dd>{value === undefined ? veiled : formatValue(fact, value, language)}</dd>
          </div>,
        ]
      })}
    </dl>
  )
}
