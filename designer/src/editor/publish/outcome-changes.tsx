import { subjects } from '@jieli/engine'
import type { ChangedOutcomes } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { ExampleButton } from '../problems/example-button.tsx'

type OutcomeChange = ChangedOutcomes['changes'][number]

/** Which cases are decided otherwise, by what is decided about, each with a case to play. */
export function OutcomeChanges(props: {
  readonly outcomes: ChangedOutcomes
  readonly ruleset: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { changes, undecided, from } = props.outcomes
  return (
    <section className="outcome-changes" aria-label={t('publish.outcomes')}>
      <p>
        {changes.length > 0
          ? t('publish.otherwise', { day: from })
          : undecided.length === 0 && t('publish.sameOutcomes', { day: from })}
      </p>
      {subjects.map((subject) => {
        const own = changes.filter((change) => change.subject === subject)
        return (
          own.length > 0 && (
            <section key={subject}>
              <h3>{t(`tables.subjects.${subject}`)}</h3>
              {own.map((change) => (
                <OutcomeChangeItem
                  key={[change.title, change.was, change.now].map(({ zh }) => zh).join(' ')}
                  change={change}
                  ruleset={props.ruleset}
                  onClose={props.onClose}
                />
              ))}
            </section>
          )
        )
      })}
      {undecided.length > 0 && (
        <p>
          {t('publish.notFinished', {
            decisions: undecided.map((title) => text(title)).join(t('tables.comma')),
          })}
        </p>
      )}
    </section>
  )
}

function OutcomeChangeItem({
  change,
  ruleset,
  onClose,
}: {
  readonly change: OutcomeChange
  readonly ruleset: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { title, was, now, common, cases } = change
  return (
    <div className="outcome-change">
      <p>
        <strong>{text(title)}</strong>
        {t('publish.outcome', { was: text(was), now: text(now) })}
        {common !== undefined && t('publish.common', { conditions: text(common) })}
      </p>
      <ul>
        {cases.map(({ conditions, example }) => (
          <li key={conditions.zh}>
            <span>{text(conditions)}</span>
            <ExampleButton ruleset={ruleset} issue={{ example }} onOpen={onClose} />
          </li>
        ))}
      </ul>
    </div>
  )
}
