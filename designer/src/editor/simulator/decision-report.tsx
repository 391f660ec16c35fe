import {
  clauseOf,
  type Bundle,
  type DecisionAnswer,
  type DecisionResult,
  describeUnmet,
  explainDecision,
  type LineTrace,
  type Subject,
} from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { OutcomeLabel } from '../../kit/fields/outcome-label.tsx'
import { useOutcomeName } from '../../kit/fields/use-outcome-name.ts'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { ClauseWordings } from '../../kit/fields/clause-wordings.tsx'

/** A decision as the clerk reads it: the outcome and why. */
export function DecisionExplanation(props: {
  readonly bundle: Bundle
  readonly result: DecisionAnswer
}) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const { bundle, result } = props
  const decision = bundle.ruleset.decisions.find(({ id }) => id === result.decision)
  return (
    <section className="decision-report" aria-label={t('simulator.explanation')}>
      <div className="report-outcome">
        <strong>{text(decision?.title, result.decision)}</strong>
        <OutcomeLabel outcome={result.outcome} subject={decision?.subject} />
        <span className="quiet">{t('simulator.asOfShort', { day: result.asOf })}</span>
      </div>
      <ul className="explanation">
        {explainDecision(bundle, result, language).map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
    </section>
  )
}

/** Every row or rule of a decision, whether it matched, and if not, what it still lacks. */
export function LineTable(props: { readonly bundle: Bundle; readonly result: DecisionResult }) {
  const { t } = useTranslation()
  const { bundle, result } = props
  const { lines } = result.trace
  const subject = bundle.ruleset.decisions.find(({ id }) => id === result.decision)?.subject
  if (result.trace.applies !== true)
    return (
      <p className="quiet">
        {t(result.trace.applies === false ? 'simulator.notApplied' : 'simulator.appliesUnknown')}
      </p>
    )
  return (
    <table className="line-table" aria-label={t('simulator.lines')}>
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">{t('simulator.line')}</th>
          <th scope="col">{t('simulator.result')}</th>
          <th scope="col">{t('tables.outcome')}</th>
          <th scope="col">{t('simulator.lacking')}</th>
          <th scope="col">{t('tables.cites')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <LineRow key={line.id} bundle={bundle} line={line} number={index + 1} subject={subject} />
        ))}
      </tbody>
    </table>
  )
}

function LineRow(props: {
  readonly bundle: Bundle
  readonly line: LineTrace
  readonly number: number
  readonly subject: Subject | undefined
}) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const nameOf = useOutcomeName()
  const { line, bundle } = props
  return (
    <tr className={line.hit ? 'line-hit' : undefined}>
      <td className="quiet">{props.number}</td>
      <th scope="row">{text(line.title, line.id)}</th>
      <td>
        {line.hit ? (
          <Tag tone="green">{t('simulator.hit')}</Tag>
        ) : line.result === true ? (
          <Tag>{t('simulator.outranked')}</Tag>
        ) : line.result === 'unknown' ? (
          <Tag tone="amber">{t('simulator.undecided')}</Tag>
        ) : (
          <span className="quiet">{t('simulator.noHit')}</span>
        )}
      </td>
      <td>{line.outcome !== undefined && nameOf(line.outcome, props.subject)}</td>
      <td>{line.result === false && describeUnmet(bundle.ruleset, line.condition, language)}</td>
      <td className="code">
        {line.cites.map(clauseOf).join(' ')}
        <ClauseWordings cites={line.cites} sources={bundle.ruleset.manifest.sources} />
      </td>
    </tr>
  )
}
