import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { upsertListItem } from '../../document/commands/upsert-list-item.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { freshId } from '../../document/state/fresh-id.ts'
import { type DutyDraft, dutyOf, missingParts } from './duty-draft.ts'
import { DutyForm } from './duty-form.tsx'

/** The form of a duty that is to be added. It waits, also while other pages are looked at, until it is finished or given up. */
export function NewDuty(props: {
  readonly draft: DutyDraft
  readonly onChange: (draft: DutyDraft | undefined) => void
  readonly onAdded: (id: string) => void
}) {
  const { t } = useTranslation()
  const run = useRunCommand()
  const { duties } = useRuleset()
  const { draft, onChange, onAdded } = props
  const missing = missingParts(draft)
  const add = (): void => {
    const taken = duties.map(({ id }) => id)
    const duty = dutyOf(draft, { id: freshId('duty', taken) })
    if (duty === undefined) return
    run(upsertListItem('duties', duty))
    onChange(undefined)
    onAdded(duty.id)
  }
  return (
    <article className="decision-editor assessment-form" aria-label={t('dutyEditor.new')}>
      <header className="decision-head">
        <h2>{t('dutyEditor.new')}</h2>
        <span className="spacer" />
        <Button type="text" onClick={() => onChange(undefined)}>
          {t('dutyEditor.giveUp')}
        </Button>
      </header>
      <DutyForm draft={draft} onChange={onChange} />
      <div className="duty-add">
        <Button type="primary" disabled={missing.length > 0} onClick={add}>
          {t('dutyEditor.addIt')}
        </Button>
        {missing.length > 0 && (
          <span className="duty-missing">
            {t('dutyEditor.stillMissing', {
              parts: missing.map((part) => t(`dutyEditor.parts.${part}`)).join(t('tables.comma')),
            })}
          </span>
        )}
      </div>
    </article>
  )
}
