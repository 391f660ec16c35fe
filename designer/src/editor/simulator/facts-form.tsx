import { indexRuleset, type Facts, type Value } from '@jieli/engine'
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { groupFacts } from './fact-groups.ts'
import { FactInput } from './fact-input.tsx'

/** The facts of the simulated matter, grouped by what they are about. */
export function FactsForm(props: {
  readonly facts: Facts
  /** Facts that matter here; the others are hidden until requested. */
  readonly relevant: ReadonlySet<string>
  readonly wanted: ReadonlySet<string>
  readonly onCommit: (fact: string, value: Value | null) => void
  readonly onClear: () => void
}) {
  const { t } = useTranslation()
  const ruleset = useRuleset()
  const [search, setSearch] = useState('')
  const [everything, setEverything] = useState(false)
  const { facts, relevant } = props
  const term = search.trim().toLowerCase()
  const shown = [...indexRuleset(ruleset).facts.values()].filter(({ id, title }) =>
    term === ''
      ? everything || relevant.has(id) || props.wanted.has(id) || Object.hasOwn(facts, id)
      : `${id} ${title.zh} ${title.en}`.toLowerCase().includes(term),
  )
  return (
    <section className="facts-form" aria-label={t('simulator.facts')}>
      <div className="facts-head">
        <h2>{t('simulator.facts')}</h2>
        <span className="quiet">
          {t('simulator.known', {
            known: Object.keys(facts).length,
            all: ruleset.facts.length,
          })}
        </span>
        <span className="spacer" />
        <Button
          size="small"
          type="text"
          disabled={Object.keys(facts).length === 0}
          onClick={props.onClear}
        >
          {t('simulator.clear')}
        </Button>
      </div>
      <Input
        allowClear
        aria-label={t('simulator.searchFacts')}
        placeholder={t('simulator.searchFacts')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <Checkbox checked={everything} onChange={({ target }) => setEverything(target.checked)}>
        {t('simulator.everyFact')}
      </Checkbox>
      {groupFacts(shown).map((group) => (
        <fieldset key={group.prefix} className="fact-group">
          <legend>
            {group.prefix === ''
              ? t('simulator.otherFacts')
              : t(`simulator.groups.${group.prefix}`, { defaultValue: group.prefix })}
          </legend>
          {group.facts.map((fact) => (
            <FactInput
              key={fact.id}
              fact={fact}
              value={facts[fact.id] ?? null}
              wanted={props.wanted.has(fact.id)}
              onCommit={(value) => props.onCommit(fact.id, value)}
            />
          ))}
        </fieldset>
      ))}
      {shown.length === 0 && <p className="quiet">{t('simulator.noFacts')}</p>}
    </section>
  )
}
