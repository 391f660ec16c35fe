import type { Pathway, Ruleset } from '@jieli/engine'
import { may, type Case } from '@jieli/server/contracts'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/use-session.ts'
import { CaseHistory } from './case-history.tsx'
import { CorrectionDialog } from './corrections/correction-dialog.tsx'
import { createChange, type DraftChange } from './corrections/draft-change.ts'

/** The history of a case, and what is corrected in it by whoever may. */
export function CorrectableHistory(props: {
  readonly document: Case
  readonly ruleset: Ruleset
  readonly pathway: Pathway
}) {
  const { t } = useTranslation()
  const grants = useSession().data?.grants ?? []
  const [begun, setBegun] = useState<DraftChange>()
  const { document } = props
  const mayCorrect =
    document.problem === undefined &&
    may({ grants }, 'cases.correct', { county: document.county ?? '' })
  return (
    <>
      <div className="history-head">
        <h2>{t('cases.history')}</h2>
        {mayCorrect && (
          <Button size="small" onClick={() => setBegun(createChange(1, 'late'))}>
            {t('corrections.late')}
          </Button>
        )}
      </div>
      <CaseHistory
        {...props}
        onCorrect={mayCorrect ? (kind, of) => setBegun(createChange(1, kind, of)) : undefined}
      />
      {begun !== undefined && (
        <CorrectionDialog {...props} first={begun} onClose={() => setBegun(undefined)} />
      )}
    </>
  )
}
