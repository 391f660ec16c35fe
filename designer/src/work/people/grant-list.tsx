import type { Grant } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'

/** What somebody may do where, a line for each grant. */
export function GrantList(props: { readonly grants: readonly Grant[] }) {
  const { t } = useTranslation()
  if (props.grants.length === 0) return <span className="quiet">{t('people.noGrants')}</span>
  return (
    <ul>
      {props.grants.map((grant) => {
        const { role, county, units } = grant
        return (
          <li key={JSON.stringify(grant)}>
            {t(`people.roles.${role}`)} ·{' '}
            {county === '*' ? t('people.everyCounty') : <span className="code">{county}</span>}
            {units !== '*' && (
              <>
                {' '}
                · <span className="code">{units.join(', ')}</span>
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}
