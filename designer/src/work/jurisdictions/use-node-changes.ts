import type { Citation } from '@jieli/engine'
import type { JurisdictionNode } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useCitationText } from '../../kit/fields/use-citation-text.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { type NodeChange, nodeChanges, type NodeContent } from './node-changes.ts'
import { usePacks } from './use-packs.ts'

/** Says, in sentences, what a jurisdiction is to say other than it does. */
export function useNodeChanges(
  nodes: readonly JurisdictionNode[],
): (id: string, after: NodeContent) => readonly string[] {
  const { t } = useTranslation()
  const text = useText()
  const citationText = useCitationText()
  const { titleOf, rangeOf, sources } = usePacks()
  const placeOf = (id: string | undefined) =>
    id === undefined
      ? t('jurisdictions.nobodyAbove')
      : text(nodes.find((node) => node.id === id)?.title, id)
  const clauses = (cites: readonly Citation[] | undefined) =>
    cites === undefined || cites.length === 0
      ? t('jurisdictions.noClauses')
      : citationText(cites, sources)
  const sinceOf = (since: string | undefined) => since ?? t('jurisdictions.always')
  return (id, after) => {
    const before = nodes.find((node) => node.id === id)
    const name = text(before?.title ?? after.title)
    const say = (change: NodeChange): string => {
      switch (change.kind) {
        case 'made':
          return t('jurisdictions.changes.made', {
            level: t(`parameters.authorities.${after.level}`),
            name,
            id,
            parent: placeOf(after.parent),
          })
        case 'title':
          return t(`jurisdictions.changes.title.${change.language}`, {
            from: change.from,
            to: change.to,
          })
        case 'parent':
          return t('jurisdictions.changes.parent', {
            from: placeOf(change.from),
            to: placeOf(change.to),
          })
        case 'freed':
        case 'newlyBound':
          return t(`jurisdictions.changes.${change.kind}`, {
            by: text(change.by),
            pack: titleOf(change.pack.id),
            range: rangeOf(change.pack.version),
          })
        case 'packAdded': {
          const { pack } = change
          return t(
            pack.since === undefined
              ? 'jurisdictions.changes.packAdded'
              : 'jurisdictions.changes.packAddedOn',
            {
              pack: titleOf(pack.id),
              range: rangeOf(pack.version),
              since: pack.since,
              why: text(pack.why),
              clauses: clauses(pack.cites),
            },
          )
        }
        case 'packRemoved':
          return t('jurisdictions.changes.packRemoved', {
            pack: titleOf(change.pack.id),
            range: rangeOf(change.pack.version),
          })
        case 'packChanged': {
          const { from, to, what } = change
          const shown = (pack: typeof from) =>
            ({
              version: () => rangeOf(pack.version),
              since: () => sinceOf(pack.since),
              why: () => text(pack.why),
              cites: () => clauses(pack.cites),
            })[what]()
          return t(`jurisdictions.changes.${what}`, {
            pack: titleOf(to.id),
            from: shown(from),
            to: shown(to),
          })
        }
      }
    }
    return nodeChanges(nodes, before, after).map(say)
  }
}
