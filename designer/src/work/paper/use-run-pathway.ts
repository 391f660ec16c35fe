import type { Pathway, Ruleset } from '@jieli/engine'
import { versionInForce } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listRulesets } from '../../api/rulesets.ts'
import { versionQuery } from '../../api/version-query.ts'
import { today } from '../../document/editing/today.ts'
import { useText } from '../../kit/i18n/use-language.ts'

interface Choice {
  readonly value: string | undefined
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly choose: (value: string) => void
}

/**
 * A pathway of a version in force here, as it is chosen: the first there is, until another is.
 * @param begun when and by which unit it was begun, where that is known: a version on trial applies to its units alone
 */
export function useRunPathway(
  begun: {
    readonly day?: string | undefined
    readonly unit?: string | undefined
  } = {},
): {
  readonly rulesets: Choice
  readonly pathways: Choice
  readonly chosen:
    | { readonly ruleset: Ruleset; readonly version: string; readonly pathway: Pathway }
    | undefined
  readonly waiting: boolean
  readonly error: Error | null
} {
  const text = useText()
  const [ruleset, setRuleset] = useState<string>()
  const [pathway, setPathway] = useState<string>()
  const list = useQuery({ queryKey: ['rulesets'], queryFn: listRulesets })
  const running = (list.data?.items ?? []).filter(
    ({ kind, inForce }) => kind === 'county' && inForce !== undefined,
  )
  const current = running.find(({ id }) => id === ruleset) ?? running[0]
  const applying = current && versionInForce(current.versions, begun.day ?? today(), begun.unit)
  const version = useQuery({
    ...versionQuery(current?.id ?? '', applying?.version ?? current?.inForce ?? ''),
    enabled: current !== undefined,
  })
  const found = version.data?.ruleset
  const pathways = found?.pathways ?? []
  const open = pathways.find(({ id }) => id === pathway) ?? pathways[0]
  return {
    rulesets: {
      value: current?.id,
      options: running.map(({ id, title }) => ({ value: id, label: text(title) })),
      choose: (id) => {
        setRuleset(id)
        setPathway(undefined)
      },
    },
    pathways: {
      value: open?.id,
      options: pathways.map(({ id, title }) => ({ value: id, label: text(title) })),
      choose: setPathway,
    },
    chosen:
      found === undefined || open === undefined
        ? undefined
        : { ruleset: found, version: found.manifest.version, pathway: open },
    waiting: list.isPending || (current !== undefined && version.isPending),
    error: list.error ?? version.error,
  }
}
