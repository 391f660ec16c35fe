import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useDocumentStore, useRuleset } from '../../document/editing/use-document.ts'
import '../tables/tables.css'
import { AssessmentListPane } from './assessment-list-pane.tsx'
import './assessment-editor.css'
import { type AssessmentList, assessmentPlace } from './editor-place.ts'
import { FundForm } from './fund-form.tsx'
import { GroupForm } from './group-form.tsx'
import { IndicatorForm } from './indicator-form.tsx'
import { NewFund } from './new-fund.tsx'
import { MeasureForm } from './measure-form.tsx'
import { ReimbursementForm } from './reimbursement-form.tsx'
import { RateForm } from './rate-form.tsx'
import { SchemeForm } from './scheme-form.tsx'

/** Indicators, groups, schemes, measures, rates and funds; the address names the one that is open. */
export function AssessmentPage() {
  const { t } = useTranslation()
  const store = useDocumentStore()
  const ruleset = useRuleset()
  const [search, setSearch] = useSearchParams()
  const place = assessmentPlace(ruleset, search.get('at'))
  const go = (list: AssessmentList, id?: string): void => {
    store.seal()
    setSearch({ at: id === undefined ? `/${list}` : `/${list}/${id}` }, { replace: true })
  }
  return (
    <main className="tables-page">
      <h1 className="visually-hidden">{t('editor.pages.assessment')}</h1>
      <AssessmentListPane place={place} onGo={go} />
      <div className="tables-main" key={`${place.list}/${place.id ?? ''}`}>
        <OpenItem list={place.list} id={place.id} onRemoved={() => go(place.list)} onAdded={go} />
      </div>
    </main>
  )
}

function OpenItem(props: {
  readonly list: AssessmentList
  readonly id: string | undefined
  readonly onRemoved: () => void
  readonly onAdded: (list: AssessmentList, id: string) => void
}) {
  const { t } = useTranslation()
  const ruleset = useRuleset()
  const { list, id, onRemoved } = props
  const found = <T extends { readonly id: string }>(items: readonly T[]): T | undefined =>
    items.find((item) => item.id === id)
  const indicator = list === 'indicators' && found(ruleset.indicators)
  if (indicator) return <IndicatorForm indicator={indicator} onRemoved={onRemoved} />
  const group = list === 'assessmentGroups' && found(ruleset.assessmentGroups)
  if (group) return <GroupForm group={group} onRemoved={onRemoved} />
  const scheme = list === 'assessmentSchemes' && found(ruleset.assessmentSchemes)
  if (scheme) return <SchemeForm scheme={scheme} onRemoved={onRemoved} />
  const measure = list === 'measures' && found(ruleset.measures)
  if (measure) return <MeasureForm measure={measure} onRemoved={onRemoved} />
  const rate = list === 'pathwayRates' && found(ruleset.pathwayRates)
  if (rate) return <RateForm rate={rate} onRemoved={onRemoved} />
  const rule = list === 'reimbursement' && found(ruleset.reimbursement)
  if (rule) return <ReimbursementForm rule={rule} onRemoved={onRemoved} />
  const fund = list === 'funds' && found(ruleset.funds)
  if (fund) return <FundForm fund={fund} onRemoved={onRemoved} />
  if (list === 'funds') return <NewFund onAdded={(added) => props.onAdded(list, added)} />
  return <p className="quiet">{t('assessmentEditor.nothingChosen')}</p>
}
