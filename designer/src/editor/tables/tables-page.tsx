import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useDocumentStore, useRuleset } from '../../document/editing/use-document.ts'
import { ConditionForm } from './condition-form.tsx'
import { DecisionEditor } from './decision-editor.tsx'
import { FactForm } from './fact-form.tsx'
import { ItemList } from './item-list.tsx'
import { placeOf, type TableList } from './table-place.ts'
import './tables.css'

/** Decisions, named conditions and facts; the address says which one is open. */
export function TablesPage() {
  const { t } = useTranslation()
  const store = useDocumentStore()
  const ruleset = useRuleset()
  const [search, setSearch] = useSearchParams()
  const asked = placeOf(ruleset, search.get('at'))
  const place = { ...asked, id: asked.id ?? ruleset[asked.list][0]?.id }
  const go = (list: TableList, id?: string): void => {
    store.seal()
    setSearch({ at: id === undefined ? `/${list}` : `/${list}/${id}` }, { replace: true })
  }
  const leave = (): void => go(place.list)
  const decision = place.list === 'decisions' && ruleset.decisions.find(({ id }) => id === place.id)
  const named = place.list === 'conditions' && ruleset.conditions.find(({ id }) => id === place.id)
  const fact = place.list === 'facts' && ruleset.facts.find(({ id }) => id === place.id)
  return (
    <main className="tables-page">
      <h1 className="visually-hidden">{t('editor.pages.decisions')}</h1>
      <ItemList place={place} onGo={go} />
      <div className="tables-main">
        {decision ? (
          <DecisionEditor
            key={decision.id}
            decision={decision}
            line={place.line}
            onRemoved={leave}
          />
        ) : named ? (
          <ConditionForm key={named.id} named={named} onRemoved={leave} />
        ) : fact ? (
          <FactForm key={fact.id} fact={fact} onRemoved={leave} />
        ) : (
          <p className="quiet">{t('tables.nothingChosen')}</p>
        )}
      </div>
    </main>
  )
}
