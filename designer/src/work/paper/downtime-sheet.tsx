import { type Fact, type Pathway, type Ruleset, subjectOf } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { groupFacts } from '../../editor/simulator/fact-groups.ts'
import { useUnit } from '../../kit/fields/use-unit.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { askedFacts } from './asked-facts.ts'

/** More choices than this are written on a line instead of ticked. */
const maxTicks = 12

/** One sheet: its number, the questions of a pathway, and its steps with lines for time and signature. */
export function DowntimeSheet(props: {
  readonly ruleset: Ruleset
  readonly version: string
  readonly pathway: Pathway
  readonly number: string
  readonly printedOn: string
}) {
  const { t } = useTranslation()
  const text = useText()
  const { ruleset, version, pathway, number, printedOn } = props
  return (
    <article className="report paper-sheet" aria-label={number}>
      <header>
        <h1>{t('paper.sheetTitle', { pathway: text(pathway.title) })}</h1>
        <p className="report-basis">
          {t('paper.basis', { ruleset: text(ruleset.manifest.title), version, day: printedOn })}
        </p>
        <p className="paper-number">{t('paper.numbered', { number })}</p>
      </header>
      {subjectOf(pathway) === 'patient' && <p className="paper-first">{t('paper.first')}</p>}
      <p className="paper-line">
        {t('paper.begun')} {t('paper.momentLine')}
      </p>
      <h2>{t('paper.questions')}</h2>
      <p className="quiet">{t('paper.questionsHint')}</p>
      <table>
        <tbody>
          {groupFacts(askedFacts(ruleset, pathway)).flatMap(({ facts }) =>
            facts.map((fact) => (
              <tr key={fact.id}>
                <th scope="row">{text(fact.title)}</th>
                <td>
                  <AnswerLine fact={fact} />
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      <h2>{t('paper.steps')}</h2>
      <p className="quiet">{t('paper.stepsHint')}</p>
      <table className="paper-steps">
        <thead>
          <tr>
            {['step', 'who', 'time', 'reason', 'signature'].map((column) => (
              <th key={column} scope="col">
                {t(`paper.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pathway.events.map((event) => (
            <tr key={event.id}>
              <td>{text(event.title)}</td>
              <td>
                {event.actors
                  .map((actor) =>
                    text(pathway.parties.find(({ id }) => id === actor)?.title, actor),
                  )
                  .join(t('tables.comma'))}
              </td>
              <td className="paper-blank" />
              <td>{event.needsReason === true ? t('paper.reasonNeeded') : ''}</td>
              <td />
            </tr>
          ))}
          {[1, 2, 3].map((extra) => (
            <tr key={extra} className="paper-blank">
              <td />
              <td />
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="report-foot">{t('paper.foot', { number })}</p>
    </article>
  )
}

/** Where a question is answered: boxes to tick, or a line with the unit. */
function AnswerLine({ fact }: { readonly fact: Fact }) {
  const { t } = useTranslation()
  const text = useText()
  const unit = useUnit(fact.unit)
  const ticks =
    fact.type === 'boolean'
      ? [t('fields.yes'), t('fields.no')]
      : (fact.values ?? []).map(({ title }) => text(title))
  if (ticks.length > 0 && ticks.length <= maxTicks)
    return (
      <ul className="paper-ticks">
        {ticks.map((tick) => (
          <li key={tick}>{tick}</li>
        ))}
      </ul>
    )
  return (
    <span className="paper-answer">
      {fact.type === 'date'
        ? t('paper.dayLine')
        : fact.type === 'dateTime'
          ? t('paper.momentLine')
          : unit}
    </span>
  )
}
