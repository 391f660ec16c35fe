import type { Grant } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useCounties } from './use-counties.ts'
import { useCountyUnits } from './use-county-units.ts'

/** What somebody may do where, a line for each grant. */
export function GrantList(props: { readonly grants: readonly Grant[] }) {
  const { t } = useTranslation()
  if (props.grants.length === 0) return <span className="quiet">{t('people.noGrants')}</span>
  return (
    <ul>
      {props.grants.map((grant) => (
        <li key={JSON.stringify(grant)}>
          {t(`people.roles.${grant.role}`)} · <GrantedCounty county={grant.county} />
          {grant.units !== '*' && (
            <>
              {' '}
              · <GrantedUnits county={grant.county} units={grant.units} />
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

function GrantedCounty({ county }: { readonly county: string }) {
  const { t } = useTranslation()
  const named = useCounties().find(({ id }) => id === county)
  if (county === '*') return t('people.everyCounty')
  return named === undefined ? <span className="code">{county}</span> : named.title
}

function GrantedUnits(props: { readonly county: string; readonly units: readonly string[] }) {
  const { t } = useTranslation()
  const { units } = useCountyUnits(props.county)
  if (props.units.length === 0) return t('people.noUnits')
  return props.units
    .map((id) => units.find((unit) => unit.id === id)?.title ?? id)
    .join(t('tables.comma'))
}
