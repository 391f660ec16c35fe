import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { PageWait } from '../../kit/notices/page-wait.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import './assessment.css'
import './run.css'
import { CardGroup } from './card-group.tsx'
import { CardSummary } from './card-summary.tsx'
import { ObjectDialog } from './object-dialog.tsx'
import { cardAddress, cardAt, communityPlace, useAssessmentRun } from './use-assessment-run.ts'
import { rankedCards } from './ranked-cards.ts'
import { UnitSwitch } from './unit-switch.tsx'

/** The score card of one unit, down to how each number was computed and the contributing cases. */
export function CardPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { run: id = '', unit: place = communityPlace } = useParams()
  const { data, error } = useAssessmentRun(id)
  const [objecting, setObjecting] = useState<string>()
  if (error !== null || data === undefined) return <PageWait error={error} />
  const { run, rights } = data
  const card = cardAt(run, place)
  if (card === undefined)
    return (
      <main className="page">
        <Notice kind="error" title={t('assessment.card.none')} />
        <Link to={`/runs/${encodeURIComponent(id)}`}>{t('assessment.card.back')}</Link>
      </main>
    )
  const unit = card.unit?.id
  const open = run.status === 'provisional' || run.status === 'reviewed'
  const mayObject = open && unit !== undefined && rights.object(unit)
  // What no group holds is still shown: a ruleset without a scheme has indicators alone.
  const grouped = new Set(card.groups.flatMap(({ indicators }) => indicators))
  const rest = card.indicators.filter(({ indicator }) => !grouped.has(indicator))
  return (
    <main className="page run">
      <Link to={`/runs/${encodeURIComponent(id)}`}>{t('assessment.card.back')}</Link>
      <UnitSwitch
        cards={rankedCards(run.result.cards)}
        community={run.result.community}
        place={place}
        onChange={(next) => void navigate(cardAddress(run, next === communityPlace ? null : next))}
      />
      <CardSummary {...data} card={card} />
      {card.groups.map((group) => (
        <CardGroup
          key={group.group}
          {...data}
          card={card}
          group={group}
          onObject={mayObject ? setObjecting : undefined}
        />
      ))}
      {rest.length > 0 && (
        <CardGroup
          {...data}
          card={card}
          rest={rest}
          onObject={mayObject ? setObjecting : undefined}
        />
      )}
      {objecting !== undefined && unit !== undefined && (
        <ObjectDialog
          {...data}
          unit={unit}
          indicator={objecting}
          onClose={() => setObjecting(undefined)}
        />
      )}
    </main>
  )
}
