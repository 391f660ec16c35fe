import { indexRuleset, formatValue, type Ruleset, type Value } from '@jieli/engine'
import { useLanguage } from '../../kit/i18n/use-language.ts'

/** Facts with their titles, in the ruleset's order; as they are stored where it cannot be read. */
export function CaseFacts(props: {
  readonly facts: Readonly<Record<string, Value | null>>
  readonly ruleset?: Ruleset | undefined
}) {
  const language = useLanguage()
  if (props.ruleset === undefined)
    return (
      <dl className="fact-list">
        {Object.entries(props.facts).map(([id, value]) => (
          <div key={id}>
            <dt className="code">{id}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    )
  return (
    <dl className="fact-list">
      {[...indexRuleset(props.ruleset).facts.values()].flatMap((fact) => {
        const value = props.facts[fact.id]
        if (value === undefined) return []
        return [
          <div key={fact.id}>
            <dt>{fact.title[language]}</dt>
            <dd>{formatValue(fact, value, language)}</dd>
          </div>,
        ]
      })}
    </dl>
  )
}
