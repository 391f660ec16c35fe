import type { Duty, Pathway } from '@jieli/engine'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useRuleset } from '../../document/editing/use-document.ts'
import { Field } from '../../kit/fields/field.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { addressOfIssue } from '../problems/issue-address.ts'
import { dutyPlaces } from './duty-places.ts'

/** The duties that begin at a state or transition, or are kept there, each a link to its form. */
export function DutyLinks(props: {
  readonly pathway: Pathway
  readonly state?: string
  readonly transition?: string
}) {
  const { t } = useTranslation()
  const text = useText()
  const ruleset = useRuleset()
  const { pathway, state, transition } = props
  const places = useMemo(() => dutyPlaces(ruleset, pathway), [ruleset, pathway])
  const at = (map: ReadonlyMap<string, readonly Duty[]>, key: string | undefined) =>
    key === undefined ? [] : (map.get(key) ?? [])
  const begins = [...at(places.states, state), ...at(places.transitions, transition)]
  const kept = at(places.kept, transition)
  if (begins.length + kept.length === 0) return null
  const link = (duty: Duty, key: 'canvas.dutyBegins' | 'canvas.dutyKept') => (
    <li key={`${key}${duty.id}`}>
      <Link to={addressOfIssue(ruleset.manifest.id, `/duties/${duty.id}`, 0)}>
        {t(key, { title: text(duty.title) })}
      </Link>
    </li>
  )
  return (
    <Field title={t('canvas.duties')}>
      <ul className="duty-links">
        {begins.map((duty) => link(duty, 'canvas.dutyBegins'))}
        {kept.map((duty) => link(duty, 'canvas.dutyKept'))}
      </ul>
    </Field>
  )
}
