import type { Ruleset } from '@jieli/engine'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { versionQuery } from '../../api/version-query.ts'
import { useLanguage } from '../../kit/i18n/use-language.ts'
import { type Titles, titlesOf } from './titles.ts'

/** A published version with the titles of what it holds; nothing while it is read. */
export interface TitledRuleset {
  readonly ruleset: Ruleset
  readonly titles: Titles
}

export function useTitledRuleset(
  id: string,
  version: string | undefined,
  scheme: string | null,
): { readonly data: TitledRuleset | undefined; readonly error: Error | null } {
  const language = useLanguage()
  const read = useQuery({
    ...versionQuery(id, version ?? ''),
    enabled: version !== undefined,
  })
  const ruleset = read.data?.ruleset
  const data = useMemo(
    () => ruleset && { ruleset, titles: titlesOf(ruleset, scheme, language) },
    [ruleset, scheme, language],
  )
  return { data, error: read.error }
}
