import type { Contract } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'

/** What may be done to an item locked from above: how far, on whose word and why. Nothing where it is free. */
export function ContractTag(props: { readonly contract: Contract | undefined }) {
  const { t } = useTranslation()
  const text = useText()
  const { contract } = props
  if (contract === undefined || contract.mode === 'free') return null
  return (
    <>
      <Tag tone={contract.mode === 'locked' ? 'red' : 'amber'}>
        {t('editing.lockedBy', {
          mode: t(`ruleBook.modes.${contract.mode}`),
          authority: t(`parameters.authorities.${contract.authority ?? 'province'}`),
        })}
      </Tag>
      {contract.reason !== undefined && <span className="quiet">{text(contract.reason)}</span>}
    </>
  )
}
