import {
  formatDelay,
  outcomeName,
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
import { transitionPointer } from '../../document/state/statechart-pointer.ts'
import type { Trigger } from '../../document/state/transition-list.ts'
import { contractOver } from '../../document/editing/provenance.ts'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { useParameterValue } from '../../editor/parameters/use-parameter-value.ts'
import { BookChapter, BookEntry } from './book-entry.tsx'
import { useBook } from './book-context.ts'
import { pathwaysOf } from './pathways-of.ts'

/** Every transition of every chart of patients as a sentence. */
export function PathwayChapter(props: { readonly today: string }) {
  const { t } = useTranslation()
  const text = useText()
  const { ruleset } = useBook()
  const pathways = pathwaysOf(ruleset, 'patient')
  return (
    <BookChapter id="pathways" title={t('ruleBook.chapters.pathways')} count={pathways.length}>
      {pathways.map((pathway) => (
        <div className="book-part" key={pathway.id}>
          <h3>{text(pathway.title)}</h3>
          {pathway.description !== undefined && <p>{text(pathway.description)}</p>}
          <ol className="book-list">
            {[pathwayRoot(pathway), ...statesOf(pathway)].flatMap((node) =>
              transitionsOf(node.state).map((outgoing) => (
                <TransitionEntry
                  key={`${node.path.join('.')}/${outgoing.transition.meta.id}`}
                  pathway={pathway}
                  node={node}
                  outgoing={outgoing}
                  today={props.today}
                />
              )),
            )}
          </ol>
        </div>
      ))}
    </BookChapter>
  )
}

function TransitionEntry(props: {
  readonly pathway: Pathway
  readonly node: StateNode
  readonly outgoing: OutgoingTransition
  readonly today: string
}) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const { ruleset } = useBook()
  const value = useParameterValue(props.today)
  const { pathway, node, outgoing } = props
  const { cause, name, transition } = outgoing
  const event = pathway.events.find(({ id }) => id === name)
  const delay = pathway.delays.find(({ id }) => id === name)
  const actors = pathway.parties
    .filter(({ id }) => event?.actors.includes(id))
    .map((party) => text(party.title))
    .join(t('tables.comma'))
  const delayLabel = (): string => {
    const after = delay?.after
    if (after === undefined) return name
    if ('parameter' in after) return value(after.parameter)
    return formatDelay(after, language)
  }
  const whenLabels = {
    event: () => t('ruleBook.onEvent', { actors, event: text(event?.title, name) }),
    after: () =>
      t('ruleBook.afterDelay', { delay: text(delay?.title, name), length: delayLabel() }),
    always: () => t('ruleBook.always'),
    done: () => t('ruleBook.done'),
  }
  const target =
    transition.target === undefined ? undefined : targetPath(pathway, node.path, transition.target)
  const { guard } = transition
  const pointer = transitionPointer(pathway.id, {
    id: transition.meta.id,
    source: node.path.join('.'),
    trigger: triggerOf(outgoing),
  })
  return (
    <BookEntry
      path={pointer}
      title={t(target === undefined ? 'ruleBook.stays' : 'ruleBook.moves', {
        from: node.path.length === 0 ? t('canvas.anyState') : text(node.state.meta.title),
        when: whenLabels[cause](),
        to: target === undefined ? '' : text(stateAt(pathway, target)?.meta.title),
      })}
      cites={transition.meta.cites ?? event?.cites}
      contract={contractOver(ruleset, pointer)}
    >
      {guard !== undefined && (
        <p>
          {t('ruleBook.guarded', {
            decision: text(
              ruleset.decisions.find(({ id }) => id === guard.params.decision)?.title,
              guard.params.decision,
            ),
            outcomes: guard.params.opens
              .map((outcome) =>
                text(
                  outcomeName(
                    outcome,
                    ruleset.decisions.find(({ id }) => id === guard.params.decision)?.subject,
                  ),
                ),
              )
              .join(t('canvas.or')),
          })}
        </p>
      )}
    </BookEntry>
  )
}

function triggerOf({ cause, name }: OutgoingTransition): Trigger {
  if (cause === 'event') return { kind: 'on', event: name }
  return cause === 'after' ? { kind: 'after', delay: name } : { kind: cause }
}
