import { formatRatio } from '@jieli/engine'
import type { WorkEntry } from '@jieli/server/contracts'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { usePeriodLabel } from '../../kit/i18n/use-period-label.ts'
import { percent } from '../assessment/format-result.ts'
import { usePartiesText } from '../procedures/use-parties-text.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'

/** What an entry of a worklist asks for, in a sentence. */
export function useWorkDescription(): (entry: WorkEntry) => string {
  const { t } = useTranslation()
  const text = useText()
  const periodLabel = usePeriodLabel()
  const moment = useMoment()
  const partiesText = usePartiesText()
  return useCallback(
    (entry) => {
      const conflicts = (count: number): string =>
        count > 0 ? t('worklist.conflicts', { count }) : ''
      switch (entry.kind) {
        case 'templateMoved':
          return (
            t('worklist.templateMoved', { to: entry.to, count: entry.changes }) +
            conflicts(entry.conflicts)
          )
        case 'overlayMoved':
          return (
            t('worklist.overlayMoved', {
              overlay: text(entry.overlay.title),
              to: entry.to,
              count: entry.changes,
            }) + conflicts(entry.conflicts)
          )
        case 'parentWithdrawn':
          return t('worklist.parentWithdrawn', {
            parent: text(entry.parent.title),
            version: entry.version,
            reason: entry.reason,
          })
        case 'parametersMissing':
          return t('worklist.parametersMissing', {
            count: entry.parameters.length,
            first: text(entry.parameters[0]?.title ?? { zh: '', en: '' }),
          })
        case 'holidaysMissing':
          return t('worklist.holidaysMissing', { year: entry.year })
        case 'draftUnpublished':
          return t('worklist.draftUnpublished', { by: entry.savedBy })
        case 'publishedForPast':
          return t(
            entry.cases === undefined
              ? 'worklist.publishedForPastOwn'
              : 'worklist.publishedForPast',
            {
              version: entry.version,
              from: entry.from,
              by: entry.by,
              reason: entry.reason,
              count: entry.cases,
            },
          )
        case 'proposalOpen':
          return t(`worklist.proposalOpen.${entry.action}`, {
            by: entry.by,
            version: entry.version,
            reason: entry.reason,
          })
        case 'versionSuspended':
          return t('worklist.versionSuspended', { version: entry.version, reason: entry.reason })
        case 'pilotToEvaluate':
          return t(entry.late ? 'worklist.pilotLate' : 'worklist.pilotToEvaluate', {
            version: entry.version,
            count: entry.units,
            due: entry.dueBy,
          })
        case 'thresholdCrossed':
          return (
            t('worklist.thresholdCrossed', {
              period: periodLabel(entry.period),
              rate: text(entry.rateTitle),
              value: percent(entry.numerator, entry.denominator, entry.threshold),
              numerator: entry.numerator,
              denominator: entry.denominator,
              threshold: formatRatio(entry.threshold),
            }) + (entry.others === 0 ? '' : t('worklist.otherPathways', { count: entry.others }))
          )
        case 'objectionOpen':
          return t('worklist.objectionOpen', {
            period: periodLabel(entry.period),
            unit: entry.unit,
            reason: entry.reason,
          })
        case 'runToReview':
        case 'runToFinalise':
          return t(`worklist.${entry.kind}`, { period: periodLabel(entry.period) })
        case 'lateFigures':
          return t('worklist.lateFigures', {
            period: periodLabel(entry.period),
            count: entry.count,
          })
        case 'alertRaised':
          return t('worklist.alertRaised', {
            period: periodLabel(entry.period),
            alert: text(entry.alertTitle),
          })
        case 'versionDamaged':
          return text(entry.problem.message)
        case 'timersParked':
          return t('worklist.timersParked', {
            version: entry.version,
            count: entry.count,
            problem: text(entry.problem.message),
          })
        case 'scheduledDutyOwed':
          return t(
            entry.late
              ? 'worklist.scheduledDutyLate'
              : entry.dueAt === null
                ? 'worklist.scheduledDutyUntimed'
                : 'worklist.scheduledDutyOwed',
            {
              duty: text(entry.dutyTitle),
              by: text(entry.owedBy),
              period: entry.period === 'once' ? '' : periodLabel(entry.period),
              due: entry.dueAt === null ? '' : moment(entry.dueAt),
            },
          )
        case 'procedureWaiting':
          return t('worklist.procedureWaiting', {
            procedure: text(entry.procedure),
            state: text(entry.state),
            parties: partiesText(entry.waitsFor),
          })
        case 'jurisdictionProposed':
          return t(entry.made ? 'worklist.jurisdictionMade' : 'worklist.jurisdictionProposed', {
            by: entry.by,
            reason: entry.reason,
          })
        case 'settlementOutdated':
          return t('worklist.settlementOutdated', { period: periodLabel(entry.period) })
      }
    },
    [t, text, periodLabel, moment, partiesText],
  )
}
