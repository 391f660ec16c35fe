import { dutyStanding, dutyStandingNames, type Pathway, type Ruleset } from '@jieli/engine'
import type { CorrectionPreview } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { stateAt } from '../../../document/state/state-path.ts'
import { useText } from '../../../kit/i18n/use-language.ts'
import { useMoment } from '../../../kit/i18n/use-moment.ts'
import { useNow } from '../../../kit/i18n/use-now.ts'
import { CaseFacts } from '../case-facts.tsx'
import { CorrectedSteps } from './corrected-steps.tsx'

/** What a case would become by a correction: state, facts, times, duties, what is told, and its steps. */
export function CorrectionOutcome(props: {
  readonly preview: CorrectionPreview
  readonly ruleset: Ruleset
  readonly pathway: Pathway
}) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const now = new Date(useNow()).toISOString()
  const { preview, ruleset, pathway } = props
  const { changes, timers, duties, told, correction } = preview
  const titleOf = (path: string): string => text(stateAt(pathway, path)?.meta.title, path)
  const lines = [
    ...timers.flatMap(({ id, delay, dueAt, duty }) =>
      duty === undefined
        ? [
            {
              key: id,
              words: t('corrections.timer', {
                title: text(pathway.delays.find((each) => each.id === delay)?.title, delay),
                at: moment(dueAt),
              }),
            },
          ]
        : [],
    ),
    ...duties.map((each) => ({
      key: `${each.duty} ${each.number}`,
      words: t('corrections.duty', {
        title: text(ruleset.duties.find(({ id }) => id === each.duty)?.title, each.duty),
        standing: text(dutyStandingNames[dutyStanding(each, now)]),
      }),
    })),
    ...told.map((action, index) => ({
      key: `told ${index}`,
      words: t('corrections.told', { title: text(action.title) }),
    })),
    ...correction.voided.map(({ id, action }) => ({
      key: id,
      words: t('corrections.untold', { title: text(action.title) }),
    })),
  ]
  return (
    <section className="correction-outcome" aria-label={t('corrections.outcome')}>
      <h3>{t('corrections.outcome')}</h3>
      <p>
        <strong>
          {preview.before === preview.state
            ? t('corrections.staysIn', { state: titleOf(preview.state) })
            : t('corrections.leadsTo', {
                before: titleOf(preview.before),
                state: titleOf(preview.state),
              })}
        </strong>
      </p>
      {lines.length > 0 && (
        <ul>
          {lines.map(({ key, words }) => (
            <li key={key}>{words}</li>
          ))}
        </ul>
      )}
      {Object.keys(changes).length > 0 && (
        <>
          <p>{t('corrections.factsChanged')}</p>
          <CaseFacts facts={changes} ruleset={ruleset} />
        </>
      )}
      <CorrectedSteps correction={correction} pathway={pathway} open />
    </section>
  )
}
