import type { Contract } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'

/** The contract on an item: how far it may be changed, by which authority and why. Nothing where it is free. */
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
