import type { DutyStanding, Text } from '@jieli/engine'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { useNow } from '../../kit/i18n/use-now.ts'
import { useSpan } from '../../kit/i18n/use-span.ts'
import { StandingTag } from '../../kit/notices/standing-tag.tsx'
import './duties.css'

/** A duty of a case as one line shows it. */
export interface ShownDuty {
  readonly standing: DutyStanding
  /** Who owes it: the party, and its unit where it has one. */
  readonly party: Text | undefined
  readonly unit: string | null
  readonly begunAt: string
  readonly dueAt?: string | null | undefined
  readonly yearMissing?: number | null | undefined
  readonly settledAt?: string | undefined
}

/** How a duty stands, what it is, who owes it and by when, in words. */
export function DutyLine(props: {
  readonly duty: ShownDuty
  /** What it is, as a link where it leads somewhere. */
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  const text = useText()
  const now = useNow()
  const { duty, children } = props
  const standing = standingNow(duty, now)
  const who = text(duty.party)
  const { unit } = duty
  return (
    <li className="duty">
      <StandingTag standing={standing} />
      <span className="duty-title">{children}</span>
      <span>{unit === null ? t('duties.by', { who }) : t('duties.byUnit', { who, unit })}</span>
      <span className="duty-time">
        <DutyTime duty={{ ...duty, standing }} now={now} />
      </span>
    </li>
  )
}

/** What was owed when it was read may have become late since. Pure. */
function standingNow({ standing, dueAt }: ShownDuty, now: number): DutyStanding {
  return standing === 'owed' && dueAt != null && Date.parse(dueAt) < now ? 'late' : standing
}

const minute = 60_000

/** Since when, by when, and how long that is from now. */
function DutyTime(props: { readonly duty: ShownDuty; readonly now: number }) {
  const { t } = useTranslation()
  const moment = useMoment()
  const span = useSpan()
  const { standing, begunAt, dueAt, settledAt, yearMissing } = props.duty
  if (yearMissing != null) {
    const waits = t('duties.yearMissing', { year: yearMissing })
    return settledAt === undefined
      ? waits
      : `${t('duties.settled', { at: moment(settledAt) })}${t('tables.comma')}${waits}`
  }
  if (settledAt !== undefined)
    return dueAt == null
      ? t('duties.settled', { at: moment(settledAt) })
      : t('duties.settledOf', { at: moment(settledAt), due: moment(dueAt) })
  if (dueAt == null) return t('duties.untimed', { since: moment(begunAt) })
  const left = Date.parse(dueAt) - props.now
  const at = moment(dueAt)
  if (standing === 'undetermined') return t('duties.ifOwed', { at })
  // What is less than a minute is not worth a number.
  if (standing === 'late')
    return left > -minute ? t('duties.due', { at }) : t('duties.lateBy', { at, span: span(-left) })
  return left < minute ? t('duties.due', { at }) : t('duties.left', { at, span: span(left) })
}
