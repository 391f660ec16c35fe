import { type DutyStanding, dutyStandingNames, type Text } from '@jieli/engine'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { useNow } from '../../kit/i18n/use-now.ts'
import { useSpan } from '../../kit/i18n/use-span.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import './duties.css'

/** A duty of a case as one line shows it. */
export interface ShownDuty {
  readonly standing: DutyStanding
  /** Who owes it: the party, and its unit where it has one. */
  readonly party: Text | undefined
  readonly unit: string | null
  readonly begunAt: string
  readonly dueAt?: string | null | undefined
  readonly settledAt?: string | undefined
}

const tones = {
  undetermined: 'neutral',
  owed: 'blue',
  late: 'red',
  kept: 'green',
  keptLate: 'amber',
  ended: 'neutral',
  lapsed: 'amber',
} as const satisfies Record<DutyStanding, string>

/** How a duty stands, what it is, who owes it and by when, in words. */
export function DutyLine(props: {
  readonly duty: ShownDuty
  /** What it is, as a link where it leads somewhere. */
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  const text = useText()
  const { duty, children } = props
  const { standing, party, unit } = duty
  const who = text(party)
  return (
    <li className="duty">
      <Tag tone={tones[standing]}>{text(dutyStandingNames[standing])}</Tag>
      <span className="duty-title">{children}</span>
      <span>{unit === null ? t('duties.by', { who }) : t('duties.byUnit', { who, unit })}</span>
      <span className="duty-time">
        <DutyTime duty={duty} />
      </span>
    </li>
  )
}

/** Since when, by when, and how long that is from now. */
function DutyTime(props: { readonly duty: ShownDuty }) {
  const { t } = useTranslation()
  const moment = useMoment()
  const span = useSpan()
  const now = useNow()
  const { standing, begunAt, dueAt, settledAt } = props.duty
  if (settledAt !== undefined)
    return dueAt == null
      ? t('duties.settled', { at: moment(settledAt) })
      : t('duties.settledOf', { at: moment(settledAt), due: moment(dueAt) })
  if (dueAt == null) return t('duties.untimed', { since: moment(begunAt) })
  const left = Date.parse(dueAt) - now
  const at = moment(dueAt)
  if (standing === 'undetermined') return t('duties.ifOwed', { at })
  return standing === 'late'
    ? t('duties.lateBy', { at, span: span(Math.max(0, -left)) })
    : t('duties.left', { at, span: span(Math.max(0, left)) })
}
