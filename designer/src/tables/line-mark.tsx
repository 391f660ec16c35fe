import type { Ruleset } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { Mark } from '../shell/mark.tsx'
import { useText } from '../i18n/use-language.ts'
import type { LineStanding } from './line-standing.ts'

/** Which ruleset a row or rule comes from, and whether it stands in place of the parent's. */
export function LineMark(props: {
  readonly standing: LineStanding
  readonly parent: Ruleset | undefined
  /** The ruleset the parent's line was last said by, when known. */
  readonly origin: string | undefined
}) {
  const { t } = useTranslation()
  const text = useText()
  const { standing, parent, origin } = props
  if (parent === undefined) return null
  const title =
    origin === undefined || origin === parent.manifest.id ? text(parent.manifest.title) : origin
  if (standing === 'inherited') return <Mark>{t('tables.inherited', { title })}</Mark>
  return standing === 'overrides' ? (
    <Mark tone="amber">{t('tables.overrides')}</Mark>
  ) : (
    <Mark tone="blue">{t('tables.own')}</Mark>
  )
}
