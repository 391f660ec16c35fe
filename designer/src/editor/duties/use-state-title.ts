import type { Pathway } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { listStates, parentPath, stateAt } from '../../document/state/state-path.ts'
import { useText } from '../../kit/i18n/use-language.ts'

/** Names a state of a pathway with those around it, and all states to choose from. */
export function useStateTitle(
  pathway: Pathway,
): ((path: string) => string) & { readonly all: { value: string; label: string }[] } {
  const { t } = useTranslation()
  const text = useText()
  const titleOf = (path: string): string => {
    if (path === '') return t('canvas.anyState')
    const own = text(stateAt(pathway, path)?.meta.title, path)
    const parent = parentPath(path)
    return parent === '' ? own : `${titleOf(parent)} › ${own}`
  }
  const all = listStates(pathway).map(({ path }) => ({ value: path, label: titleOf(path) }))
  return Object.assign(titleOf, { all })
}
