import {
  type ChangedOutcome,
  describeCase,
  describeCause,
  describeChange,
  outcomeName,
} from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import type { Publication } from './use-publication.ts'
import { type Changes, useChanges } from './use-changes.ts'

const datedValue = /^\/parameters\/[^/]+\/values\//

/** What changes against the version in force: by subject, and what is decided otherwise, with an example each. */
export function ChangesSection(props: { readonly publication: Publication }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const text = useText()
  const { ruleset, from } = props.publication
  const found = useChanges(ruleset, from)
  if (found === undefined) return null
  const { before, changes, version } = found
  return (
    <details className="publish-changes" open>
      <summary>{t('publish.changes', { count: changes.length, version })}</summary>
      <ul>
        {changes.map((change) => (
          <li key={`${change.kind} ${change.path}`}>
            {datedValue.test(change.path)
              ? text(describeCause(before, ruleset, change.path))
              : describeChange({ before, after: ruleset }, change, language)}
          </li>
        ))}
      </ul>
      <Outcomes publication={props.publication} found={found} />
    </details>
  )
}

function Outcomes({
  publication: { ruleset, from },
  found: { outcomes },
}: {
  readonly publication: Publication
  readonly found: Changes
}) {
  const { t } = useTranslation()
  const text = useText()
  const decisionOf = (id: string) => ruleset.decisions.find((decision) => decision.id === id)
  const title = (id: string): string => text(decisionOf(id)?.title, id)
  if (outcomes === undefined) return <p className="quiet">{t('publish.searching')}</p>
  return (
    <>
      <p>
        {outcomes.changed.length > 0
          ? t('publish.otherwise', { day: from })
          : outcomes.undecided.length === 0 && t('publish.sameOutcomes', { day: from })}
      </p>
      <ul>
        {outcomes.changed.map((change) => (
          <li key={`${change.decision} ${change.was} ${change.now}`}>
            {t('publish.outcome', {
              decision: title(change.decision),
              was: text(outcomeName(change.was, decisionOf(change.decision)?.subject)),
              now: text(outcomeName(change.now, decisionOf(change.decision)?.subject)),
            })}
            <Example change={change} ruleset={ruleset} />
          </li>
        ))}
      </ul>
      {outcomes.undecided.length > 0 && (
        <p>
          {t('publish.notFinished', {
            decisions: outcomes.undecided.map(title).join(t('tables.comma')),
          })}
        </p>
      )}
    </>
  )
}

/** Facts by which the case is decided so, whatever else is so of it. */
function Example({
  change,
  ruleset,
}: {
  readonly change: ChangedOutcome
  readonly ruleset: Publication['ruleset']
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const facts = describeCase(ruleset, change.facts, language)
  return (
    <span className="quiet">
      {' '}
      {facts === '' ? t('publish.everyCase') : t('publish.example', { facts })}
    </span>
  )
}
