import { Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/use-session.ts'
import { today } from '../../document/editing/today.ts'
import { PageWait } from '../../kit/notices/page-wait.tsx'
import { EventField } from '../cases/event-field.tsx'
import '../report/report.css'
import { PrintTools } from '../report/print-tools.tsx'
import { DowntimeSheet } from './downtime-sheet.tsx'
import './paper.css'
import { PathwayChoice } from './pathway-choice.tsx'
import { maxSheets, sheetBeginning, sheetNumbers } from './sheet-numbers.ts'
import { useRunPathway } from './use-run-pathway.ts'

/** Sheets to print for the time the system is down: one for each case, by the version in force. */
export function SheetsPage() {
  const { t } = useTranslation()
  const running = useRunPathway()
  const { chosen } = running
  const unit = useOwnUnit()
  const [made] = useState(() => new Date())
  const [written, setWritten] = useState<string>()
  const [count, setCount] = useState(1)
  const beginning = written ?? sheetBeginning(unit, made)
  if (running.error !== null || running.waiting) return <PageWait error={running.error} />
  return (
    <main className="page report-page">
      <PrintTools to="/cases" back={t('cases.back')} />
      <section className="panel paper-choice report-tools" aria-label={t('paper.sheets')}>
        <PathwayChoice {...running} />
        <EventField name={t('paper.beginning')}>
          <Input
            aria-label={t('paper.beginning')}
            value={beginning}
            maxLength={50}
            onChange={({ target }) => setWritten(target.value)}
          />
        </EventField>
        <EventField name={t('paper.count')}>
          <InputNumber
            aria-label={t('paper.count')}
            min={1}
            max={maxSheets}
            precision={0}
            controls={false}
            value={count}
            onChange={(next) => setCount(next ?? 1)}
          />
        </EventField>
        <p className="quiet">{t('paper.sheetsHint')}</p>
      </section>
      {chosen === undefined ? (
        <p className="quiet">{t('paper.nothingInForce')}</p>
      ) : (
        sheetNumbers(beginning, count).map((number) => (
          <DowntimeSheet key={number} {...chosen} number={number} printedOn={today()} />
        ))
      )}
    </main>
  )
}

/** The unit whoever is signed in works for, where it is one. */
function useOwnUnit(): string | undefined {
  const grants = useSession().data?.grants ?? []
  const units = new Set(grants.flatMap((grant) => (grant.units === '*' ? [] : grant.units)))
  return units.size === 1 ? [...units][0] : undefined
}
