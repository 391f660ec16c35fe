import type { Pathway, Ruleset } from '@jieli/engine'
import type { CaseCorrection, FiledAttachment } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useText } from '../../../kit/i18n/use-language.ts'
import { useMoment } from '../../../kit/i18n/use-moment.ts'
import { FiledAttachments } from '../../attachments/filed-attachments.tsx'
import { CaseFacts } from '../case-facts.tsx'
import type { NamedEntry } from './corrected-entries.ts'
import { CorrectedSteps } from './corrected-steps.tsx'
import type { DraftChange } from './draft-change.ts'
import { EntryCorrections } from './entry-corrections.tsx'

/** What an entry of the history that corrects others changed, and the steps of the case since. */
export function CorrectionEntry(props: {
  readonly caseId: string
  /** The documents of the entry, which are of the events that it entered late. */
  readonly filed: readonly FiledAttachment[]
  readonly correction: CaseCorrection
  readonly ruleset: Ruleset | undefined
  readonly pathway: Pathway | undefined
  readonly entries: ReadonlyMap<string, NamedEntry>
  readonly onCorrect: ((kind: DraftChange['kind'], of: NamedEntry) => void) | undefined
}) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const { caseId, filed, correction, ruleset, pathway, entries, onCorrect } = props
  return (
    <>
      <ul className="step-actions">
        {correction.changes.map(({ kind, entry, event, at, facts, attachments = [] }) => {
          const named = entries.get(entry)
          const title =
            entry === '1'
              ? t('cases.startedEvent')
              : text(pathway?.events.find(({ id }) => id === event)?.title, event)
          const words = t(`corrections.named.${kind}`, { event: title, at: moment(at) })
          return (
            <li key={entry}>
              {named?.state === 'voided' && kind !== 'voided' ? <s>{words}</s> : words}
              {kind !== 'voided' && Object.keys(facts).length > 0 && (
                <CaseFacts facts={facts} ruleset={ruleset} />
              )}
              {attachments.length > 0 && (
                <FiledAttachments
                  caseId={caseId}
                  attachments={filed.filter(({ sha256 }) => attachments.includes(sha256))}
                />
              )}
              {kind === 'late' && (
                <EntryCorrections named={named} pathway={pathway} onCorrect={onCorrect} />
              )}
            </li>
          )
        })}
      </ul>
      <CorrectedSteps correction={correction} pathway={pathway} />
    </>
  )
}
