import {
  isPilotOn,
  type PilotEvaluation,
  pilotOutcome,
  type VersionSummary,
} from '@jieli/server/contracts'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Tag } from '../../kit/notices/tag.tsx'

/** With which units a version began, what was found of that, and a way to write down what is. */
export function PilotCell(props: {
  readonly summary: VersionSummary
  readonly today: string
  readonly mayPublish: boolean
  readonly onEvaluate: (version: string) => void
}) {
  const { t } = useTranslation()
  const { summary, today, mayPublish, onEvaluate } = props
  const { version, pilot, evaluations = [], suspensions = [] } = summary
  if (pilot === undefined) return null
  const outcome = pilotOutcome(summary)
  const rolledBack = suspensions.at(-1)?.rolledBack !== undefined
  const dueBy = evaluations.at(-1)?.day ?? pilot.evaluateBy
  const over = outcome !== undefined && (outcome.decision !== 'end' || outcome.day <= today)
  return (
    <>
      {isPilotOn(summary, today) && (
        <Tag tone={over ? 'neutral' : 'amber'}>{t(over ? 'pilot.ended' : 'pilot.tag')}</Tag>
      )}
      <p>
        {t('pilot.in', {
          count: pilot.units.length,
          units: pilot.units.map(({ title }) => title).join(t('pilot.comma')),
        })}
      </p>
      {evaluations.map((each) => (
        <EvaluationText key={each.at} evaluation={each} />
      ))}
      {outcome === undefined && !rolledBack && (
        <>
          <p>{t(dueBy < today ? 'pilot.late' : 'pilot.due', { day: dueBy })}</p>
          {mayPublish && (
            <Button
              size="small"
              aria-label={t('pilot.evaluateNamed', { version })}
              onClick={() => onEvaluate(version)}
            >
              {t('pilot.evaluate')}
            </Button>
          )}
        </>
      )}
    </>
  )
}

function EvaluationText(props: { readonly evaluation: PilotEvaluation }) {
  const { t } = useTranslation()
  const moment = useMoment()
  const { decision, day, findings, by, at } = props.evaluation
  return <p>{t(`pilot.told.${decision}`, { day, findings, by, at: moment(at) })}</p>
}
