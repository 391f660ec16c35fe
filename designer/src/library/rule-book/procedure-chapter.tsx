import {
  type OutgoingTransition,
  type Pathway,
  pathwayRoot,
  type StateNode,
  stateAt,
  statesOf,
  targetPath,
  transitionsOf,
} from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { BookChapter, BookEntry } from './book-entry.tsx'
import { useBook } from './book-context.ts'
import { pathwaysOf } from './pathways-of.ts'

/** How plans take effect and in which phases the reform goes on: step by step, who does what, as a document says it. */
export function ProcedureChapter() {
  const { t } = useTranslation()
  const text = useText()
  const { ruleset } = useBook()
  const procedures = pathwaysOf(ruleset, 'community')
  return (
    <BookChapter
      id="procedures"
      title={t('ruleBook.chapters.procedures')}
      count={procedures.length}
    >
      <ol className="book-list">
        {procedures.map((pathway) => (
          <BookEntry
            key={pathway.id}
            path={`/pathways/${pathway.id}`}
            title={text(pathway.title)}
            cites={pathway.cites}
            contract={pathway.contract}
          >
            {pathway.description !== undefined && <p>{text(pathway.description)}</p>}
            {pathway.governs !== undefined && (
              <p>
                {t('ruleBook.governs', {
                  kinds: pathway.governs
                    .map((kind) => t(`approvals.kinds.${kind}`))
                    .join(t('approvals.separator')),
                })}
              </p>
            )}
            <ol className="book-steps">
              {statesOf(pathway).map((node) => (
                <ProcedureStep key={node.path.join('.')} pathway={pathway} node={node} />
              ))}
            </ol>
            <ProcedureEvents pathway={pathway} node={pathwayRoot(pathway)} intro="anyTime" />
          </BookEntry>
        ))}
      </ol>
    </BookChapter>
  )
}

/** One step of a procedure: who is in charge, and what each can do. */
function ProcedureStep(props: { readonly pathway: Pathway; readonly node: StateNode }) {
  const { t } = useTranslation()
  const text = useText()
  const { pathway, node } = props
  const { meta, type } = node.state
  const owner = pathway.parties.find(({ id }) => id === meta.owner)
  if (type === 'final') return <li>{t('ruleBook.ended', { state: text(meta.title) })}</li>
  return (
    <li>
      {owner === undefined
        ? text(meta.title)
        : t('ruleBook.stepOwner', { state: text(meta.title), owner: text(owner.title) })}
      <ProcedureEvents pathway={pathway} node={node} intro="anyOrder" />
    </li>
  )
}

/** What can be done in a state: first what leaves it where it is, in any order, then what leads on. */
function ProcedureEvents(props: {
  readonly pathway: Pathway
  readonly node: StateNode
  readonly intro: 'anyOrder' | 'anyTime'
}) {
  const { t } = useTranslation()
  const sentence = useStepSentence(props.pathway, props.node)
  const events = transitionsOf(props.node.state).filter(({ cause }) => cause === 'event')
  const staying = events.filter(({ transition }) => transition.target === undefined)
  const leading = events.filter(({ transition }) => transition.target !== undefined)
  const list = (items: readonly OutgoingTransition[]) => (
    <ul className="book-step-events">
      {items.map((outgoing) => (
        <li key={outgoing.transition.meta.id}>{sentence(outgoing)}</li>
      ))}
    </ul>
  )
  return (
    <>
      {staying.length > 0 && (
        <>
          {(staying.length > 1 || props.intro === 'anyTime') && (
            <p>{t(`ruleBook.${props.intro}`)}</p>
          )}
          {list(staying)}
        </>
      )}
      {leading.length > 0 && list(leading)}
    </>
  )
}

/** An event of a procedure in a sentence: who does it, where it leads, and what has to be so before. */
function useStepSentence(
  pathway: Pathway,
  node: StateNode,
): (outgoing: OutgoingTransition) => string {
  const { t } = useTranslation()
  const text = useText()
  const { ruleset } = useBook()
  return ({ name, transition }) => {
    const event = pathway.events.find(({ id }) => id === name)
    const actors = pathway.parties
      .filter(({ id }) => event?.actors.includes(id))
      .map((party) => text(party.title))
      .join(t('tables.comma'))
    const target = transition.target && targetPath(pathway, node.path, transition.target)
    const values = {
      actors,
      event: text(event?.title, name),
      to: target ? text(stateAt(pathway, target)?.meta.title) : '',
    }
    if (!target) return t('ruleBook.stepDone', values)
    const decision = ruleset.decisions.find(({ id }) => id === transition.guard?.params.decision)
    return decision === undefined
      ? t('ruleBook.stepOn', values)
      : t('ruleBook.stepFrom', { ...values, requirements: text(decision.title) })
  }
}
