import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useDocumentStore, useRuleset } from '../../document/editing/use-document.ts'
import { ConditionForm } from './condition-form.tsx'
import { DecisionEditor } from './decision-editor.tsx'
import { FactForm } from './fact-form.tsx'
import { ItemList } from './item-list.tsx'
import { placeOf, type TableList } from './table-place.ts'
import './tables.css'

/** Decisions, named conditions and facts; the address names the one that is open. */
export function TablesPage() {
  const { t } = useTranslation()
  const store = useDocumentStore()
  const ruleset = useRuleset()
  const [search, setSearch] = useSearchParams()
  const requested = placeOf(ruleset, search.get('at'))
  const place = { ...requested, id: requested.id ?? ruleset[requested.list][0]?.id }
  const go = (list: TableList, id?: string): void => {
    store.seal()
    setSearch({ at: id === undefined ? `/${list}` : `/${list}/${id}` }, { replace: true })
  }
  const openList = (): void => go(place.list)
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
            onRemoved={openList}
          />
        ) : named ? (
          <ConditionForm key={named.id} named={named} onRemoved={openList} />
        ) : fact ? (
          <FactForm key={fact.id} fact={fact} onRemoved={openList} />
        ) : (
          <p className="quiet">{t('tables.nothingChosen')}</p>
        )}
      </div>
    </main>
  )
}
