import type { Pathway } from '@jieli/engine'
import type { CaseCorrection } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { stateAt } from '../../../document/state/state-path.ts'
import { useText } from '../../../kit/i18n/use-language.ts'
import { useMoment } from '../../../kit/i18n/use-moment.ts'
import { Tag } from '../../../kit/notices/tag.tsx'
import { ExplainedDecisions } from '../explained-decision.tsx'

/** The steps of a case as a correction made them, in the order in which they happened. */
export function CorrectedSteps(props: {
  readonly correction: CaseCorrection
  readonly pathway: Pathway | undefined
  readonly open?: boolean
}) {
  const { t } = useTranslation()
  const { correction, ...rest } = props
  const { steps } = correction
  return (
    <CaseSteps {...rest} steps={steps} summary={t('corrections.steps', { count: steps.length })} />
  )
}

type ShownStep = Pick<
  CaseCorrection['steps'][number],
  'event' | 'at' | 'from' | 'to' | 'decisions'
> & {
  readonly kind?: CaseCorrection['steps'][number]['kind']
}

/** Steps of a case in the order in which they happened. */
export function CaseSteps(props: {
  readonly summary: string
  readonly steps: readonly ShownStep[]
  readonly pathway: Pathway | undefined
  readonly open?: boolean
}) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const { summary, steps, pathway, open = false } = props
  const titleOf = (path: string): string =>
    text(pathway && stateAt(pathway, path)?.meta.title, path)
  const eventOf = (event: string, from: string | null): string =>
    from === null
      ? t('cases.startedEvent')
      : text(
          (
            pathway?.events.find(({ id }) => id === event) ??
            pathway?.delays.find(({ id }) => event.includes(id))
          )?.title,
          t('corrections.timeUp'),
        )
  return (
    <details className="explained" open={open}>
      <summary>{summary}</summary>
      <ol className="correction-steps">
        {steps.map(({ kind = 'kept', event, at, from, to, decisions = [] }, index) => (
          <li key={index}>
            {moment(at)} · <strong>{eventOf(event, from)}</strong>
            <span className="quiet">
              {' '}
              {from === null ? titleOf(to) : `${titleOf(from)} → ${titleOf(to)}`}
            </span>{' '}
            {kind !== 'kept' && kind !== 'timer' && (
              <Tag tone={kind === 'again' ? 'amber' : 'blue'}>
                {t(kind === 'again' ? 'corrections.again' : `corrections.tags.${kind}`)}
              </Tag>
            )}
            <ExplainedDecisions decisions={decisions} />
          </li>
        ))}
      </ol>
    </details>
  )
}
