import {
  type Decision,
  describeCondition,
  hitPolicyModules,
  type Otherwise,
  reasonAsOf,
  type Subject,
} from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { linesOf } from '../../document/commands/decision-lines.ts'
import { today } from '../../document/editing/today.ts'
import { OutcomeLabel } from '../../kit/fields/outcome-label.tsx'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { AdoptedFrom } from './adopted-from.tsx'
import { BookChapter, BookEntry } from './book-entry.tsx'
import { useBook } from './book-context.ts'
import { rowCondition } from './row-condition.ts'

/** Every decision with each of its rules as a sentence. */
export function DecisionChapter() {
  const { t } = useTranslation()
  const { ruleset } = useBook()
  return (
    <BookChapter
      id="decisions"
      title={t('ruleBook.chapters.decisions')}
      count={ruleset.decisions.length}
    >
      {ruleset.decisions.map((decision) => (
        <DecisionPart key={decision.id} decision={decision} />
      ))}
    </BookChapter>
  )
}

function DecisionPart(props: { readonly decision: Decision }) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const { ruleset } = useBook()
  const { decision } = props
  const base = `/decisions/${decision.id}`
  const conditionOf = (index: number): string => {
    const condition =
      decision.kind === 'rules'
        ? decision.rules[index]?.conditions
        : decision.rows[index] && rowCondition(decision, decision.rows[index])
    return condition === undefined
      ? t('ruleBook.anyCase')
      : describeCondition(ruleset, condition, language)
  }
  return (
    <div className="book-part">
      <h3>{text(decision.title)}</h3>
      <AdoptedFrom path={base} />
      {decision.description !== undefined && <p>{text(decision.description)}</p>}
      {decision.appliesWhen !== undefined && (
        <p>
          {t('ruleBook.applies', {
            condition: describeCondition(ruleset, decision.appliesWhen, language),
          })}
        </p>
      )}
      <p className="quiet">{text(hitPolicyModules[decision.hitPolicy].hint)}</p>
      <ol className="book-list">
        {linesOf(decision).map((line, index) => (
          <BookEntry
            key={line.id}
            path={`${base}/${decision.kind === 'rules' ? 'rules' : 'rows'}/${line.id}`}
            title={text(line.title, t('tables.ruleNumber', { number: index + 1 }))}
            cites={line.cites}
            contract={line.contract ?? decision.contract}
          >
            <p>
              <span className="rule-word">{t('tables.when')}</span> {conditionOf(index)}
            </p>
            <Then consequence={line.then} subject={decision.subject} />
            {(line.from !== undefined || line.to !== undefined) && (
              <p className="quiet">
                {t('tables.span', {
                  from: line.from ?? t('tables.fromOpen'),
                  to: line.to ?? t('tables.toOpen'),
                })}
              </p>
            )}
          </BookEntry>
        ))}
        {decision.otherwise !== undefined && (
          <BookEntry
            path={`${base}/otherwise`}
            title={t('tables.otherwise')}
            cites={decision.cites}
          >
            <Then consequence={decision.otherwise} subject={decision.subject} />
          </BookEntry>
        )}
      </ol>
    </div>
  )
}

function Then(props: { readonly consequence: Otherwise; readonly subject: Subject | undefined }) {
  const { t } = useTranslation()
  const text = useText()
  const { ruleset } = useBook()
  const { outcome, reason } = props.consequence
  return (
    <p>
      <span className="rule-word">{t('tables.then')}</span>{' '}
      {outcome !== undefined && <OutcomeLabel outcome={outcome} subject={props.subject} />}{' '}
      {text(reasonAsOf(ruleset, reason, today()))}
    </p>
  )
}
