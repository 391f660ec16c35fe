import { periodOf } from '@jieli/engine'
import { useQuery } from '@tanstack/react-query'
import { Empty, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  Navigate,
  NavLink,
  Outlet,
  useLocation,
  useNavigate,
  useParams,
  useSearchParams,
} from 'react-router'
import { listImports } from '../../api/figures.ts'
import { listRuns } from '../../api/runs.ts'
import { today } from '../../document/editing/today.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import './assessment.css'
import { PeriodPicker } from './period-picker.tsx'
import { useCounties } from './use-counties.ts'
import { type Assessed, monthBefore } from './use-assessed.ts'
import { Waiting } from '../../kit/notices/waiting.tsx'

const tabs = ['close', 'money', 'board', 'flows', 'trends'] as const

/** Leads to the first county there is. */
export function AssessmentStart() {
  const { t } = useTranslation()
  const { items, error } = useCounties()
  const [first] = items ?? []
  if (first !== undefined)
    return <Navigate replace to={`/assessment/${encodeURIComponent(first.id)}/close`} />
  return (
    <main className="page">
      <h1 className="page-title">{t('assessment.title')}</h1>
      <FailureNotice error={error} />
      {items === undefined ? (
        error === null && <Waiting />
      ) : (
        <Empty description={t('assessment.noCounty')} />
      )}
    </main>
  )
}

/** County and period on top, the pages of the assessment below. */
export function AssessmentFrame() {
  const { t } = useTranslation()
  const text = useText()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { id = '' } = useParams()
  const [address, setAddress] = useSearchParams()
  const { items, error } = useCounties()
  const ruleset = items?.find((one) => one.id === id)
  const runs = useQuery({ queryKey: ['runs', id, ''], queryFn: () => listRuns(id) })
  const imports = useQuery({ queryKey: ['imports', id], queryFn: () => listImports(id) })
  const failure = error ?? runs.error ?? imports.error
  const requested = periodOf(address.get('period') ?? '')
  const usual = runs.data?.items[0]?.period ?? latestMonth(imports.data?.items ?? [])
  const period = requested ?? periodOf(usual ?? '') ?? monthBefore(today())
  const version = ruleset?.inForce ?? ruleset?.versions[0]?.version
  const ready = runs.data !== undefined && imports.data !== undefined
  const page = pathname.split('/').at(-1) ?? 'close'
  return (
    <main className="page assessment">
      <header className="assessment-head">
        <h1 className="page-title">{t('assessment.title')}</h1>
        <Select
          className="assessment-county"
          aria-label={t('assessment.county')}
          value={id}
          options={(items ?? []).map((one) => ({ value: one.id, label: text(one.title) }))}
          onChange={(next) => void navigate(`/assessment/${encodeURIComponent(next)}/${page}`)}
        />
        <PeriodPicker
          value={period}
          onChange={(next) => {
            address.set('period', next.text)
            setAddress(address)
          }}
        />
        {ruleset?.sample === true && <Tag tone="amber">{t('rulesets.sample')}</Tag>}
      </header>
      <nav className="assessment-tabs" aria-label={t('assessment.pages')}>
        {tabs.map((tab) => (
          <NavLink key={tab} to={{ pathname: tab, search: `?period=${period.text}` }}>
            {t(`assessment.tabs.${tab}`)}
          </NavLink>
        ))}
      </nav>
      <FailureNotice error={failure} />
      {ruleset !== undefined && version !== undefined && ready ? (
        <Outlet
          key={`${id} ${period.text}`}
          context={{ ruleset, period, version } satisfies Assessed}
        />
      ) : (
        failure === null && <Waiting />
      )}
    </main>
  )
}

/** The last month figures or cases were brought in for. Pure. */
function latestMonth(
  imports: readonly { readonly periods: readonly string[] }[],
): string | undefined {
  return imports
    .flatMap(({ periods }) => periods)
    .filter((text) => periodOf(text)?.type === 'month')
    .toSorted()
    .at(-1)
}
