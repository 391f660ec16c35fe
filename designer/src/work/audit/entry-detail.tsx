import type { AuditEntry } from '@jieli/server/contracts'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDetailValue } from './use-detail-value.ts'

/** All that is kept with an entry, by name and value; a name there are no words for stands as it is. */
export function EntryDetail(props: { readonly entry: AuditEntry; readonly onOnly: () => void }) {
  const { t } = useTranslation()
  const valueOf = useDetailValue()
  const { id, at, target, actor, step, payload, detail } = props.entry
  const named = {
    ...(step !== undefined && { step: step.seq, event: step.event }),
    ...(actor['unit'] !== undefined && { forUnit: actor['unit'] }),
    ...detail,
  }
  return (
    <>
      {payload !== undefined && detail === undefined && (
        <p className="quiet">{t('auditLog.erasedDetail')}</p>
      )}
      <dl className="audit-detail">
        <div>
          <dt>{t('auditLog.names.exactly')}</dt>
          <dd className="code">{at}</dd>
        </div>
        <div>
          <dt>{t('auditLog.target')}</dt>
          <dd className="code">{target}</dd>
        </div>
        <div>
          <dt>{t('auditLog.names.actor')}</dt>
          <dd className="code">{actor.id}</dd>
        </div>
        {Object.entries(named).flatMap(([name, value]) =>
          value === undefined
            ? []
            : [
                <div key={name}>
                  <dt>{t(`auditLog.names.${name}`, { defaultValue: name })}</dt>
                  <dd>{valueOf(name, value)}</dd>
                </div>,
              ],
        )}
        <div>
          <dt>{t('auditLog.names.entry')}</dt>
          <dd className="code">{id}</dd>
        </div>
      </dl>
      <Button size="small" onClick={props.onOnly}>
        {t('auditLog.only')}
      </Button>
    </>
  )
}
