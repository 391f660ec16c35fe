import type { Source } from '@jieli/engine'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listTemplates } from '../../api/templates.ts'
import { useText } from '../../kit/i18n/use-language.ts'

/** What can bind, by the names it goes by: packs, templates and overlays, and the documents they rest on. */
export function usePacks() {
  const { t } = useTranslation()
  const text = useText()
  const { data, error, isPending } = useQuery({ queryKey: ['templates'], queryFn: listTemplates })
  const packs = data?.items ?? []
  return {
    packs,
    error,
    isPending,
    titleOf: (id: string): string => text(packs.find((pack) => pack.id === id)?.title, id),
    sources: [
      ...new Map(
        packs.flatMap(({ sources }): readonly Source[] => sources).map((each) => [each.id, each]),
      ).values(),
    ],
    /** Which versions fit, in words where they are simple ones. */
    rangeOf: (range: string): string => {
      if (range === '*') return t('jurisdictions.ranges.any')
      const [, caret, version, major] = /^(\^?)((\d+)\.\d+\.\d+)$/.exec(range) ?? []
      if (version === undefined) return t('jurisdictions.ranges.other', { range })
      if (caret === '') return t('jurisdictions.ranges.one', { version })
      return major === '0'
        ? t('jurisdictions.ranges.other', { range })
        : t('jurisdictions.ranges.from', { version, major })
    },
  }
}
