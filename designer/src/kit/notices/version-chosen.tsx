import type { VersionChoice } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useText } from '../i18n/use-language.ts'
import { Notice } from './notice.tsx'

/** Says why one version applies while another is on trial in some units; nothing where none was. */
export function VersionChosen(props: {
  readonly choice: VersionChoice | undefined
  /** Set where it is said of a case that may have begun long ago. */
  readonly begun?: true
}) {
  const { t } = useTranslation()
  const text = useText()
  const { choice, begun } = props
  if (choice === undefined) return null
  const why = begun ? t('pilot.begun', { why: text(choice.text) }) : text(choice.text)
  return choice.because === 'otherUnit' ? (
    <p className="quiet">{why}</p>
  ) : (
    <Notice kind="info" title={why} />
  )
}
