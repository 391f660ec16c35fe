import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { readCounties } from '../../api/jurisdictions.ts'
import { listRulesets } from '../../api/rulesets.ts'
import { useText } from '../../kit/i18n/use-language.ts'

/** A county that rights can be given in, by the name it goes by. */
export interface NamedCounty {
  readonly id: string
  readonly title: string
}

/** The counties one may see: those with a place in the tree, and those that have rules without one. */
export function useCounties(): readonly NamedCounty[] {
  const { t } = useTranslation()
  const text = useText()
  const placed = useQuery({ queryKey: ['counties'], queryFn: readCounties })
  const rulesets = useQuery({ queryKey: ['rulesets'], queryFn: listRulesets })
  return useMemo(() => {
    const named = new Map<string, string>()
    for (const { kind, county, title } of rulesets.data?.items ?? [])
      if (kind === 'county' && county !== undefined && !named.has(county))
        named.set(county, t('people.unplaced', { id: county, rules: text(title) }))
    for (const { id, title } of placed.data ?? []) named.set(id, text(title))
    return [...named].map(([id, title]) => ({ id, title }))
  }, [placed.data, rulesets.data, text, t])
}
