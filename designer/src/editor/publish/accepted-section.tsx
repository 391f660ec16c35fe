import { describeCause, type Ruleset, type Scenario } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useDocument } from '../../document/editing/use-document.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import type { Publication } from './use-publication.ts'

/** The results of inherited scenarios that the draft accepts, by what they were accepted for; nothing where there is none. */
export function AcceptedSection(props: { readonly publication: Publication }) {
  const { t } = useTranslation()
  const text = useText()
  const { ruleset } = props.publication
  const parent = useDocument((state) => state.parent)
  const below = useDocument((state) => state.base) ?? parent
  const accepted = below === undefined ? [] : acceptedHere(ruleset, below)
  if (below === undefined || accepted.length === 0) return null
  const groups = Map.groupBy(accepted, ({ accepted: why }) => (why?.because ?? []).join('\n'))
  return (
    <section>
      <details className="publish-accepted">
        <summary>{t('inherited.accepted', { count: accepted.length })}</summary>
        <ul>
          {[...groups].map(([because, scenarios]) => (
            <li key={because}>
              {because === ''
                ? t('inherited.acceptedTogether')
                : because
                    .split('\n')
                    .map((path) => text(describeCause(below, ruleset, path)))
                    .join(t('inherited.semicolon'))}
              <ul>
                {scenarios.map(({ id, title }) => (
                  <li key={id}>{text(title)}</li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}

function acceptedHere(ruleset: Ruleset, below: Ruleset): readonly Scenario[] {
  const theirs = new Map(below.scenarios.map(({ id, accepted }) => [id, JSON.stringify(accepted)]))
  return ruleset.scenarios.filter(
    ({ id, accepted }) => accepted !== undefined && theirs.get(id) !== JSON.stringify(accepted),
  )
}
