import type { Contract } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { Mark } from '../../kit/notices/tag.tsx'

/** What may be done to an item held from above: how far, on whose word and why. Nothing where it is free. */
export function HeldMark(props: { readonly contract: Contract | undefined }) {
  const { t } = useTranslation()
  const text = useText()
  const { contract } = props
  if (contract === undefined || contract.mode === 'free') return null
  return (
    <>
      <Mark tone={contract.mode === 'locked' ? 'red' : 'amber'}>
        {t('editing.heldBy', {
          mode: t(`ruleBook.modes.${contract.mode}`),
          authority: t(`parameters.authorities.${contract.authority ?? 'province'}`),
        })}
      </Mark>
      {contract.reason !== undefined && <span className="quiet">{text(contract.reason)}</span>}
    </>
  )
}
