import { RollbackOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ExceptionTag } from './exception-tag.tsx'
import { useExceptionsOver } from './exceptions-context.ts'
import { ContractTag } from './contract-tag.tsx'
import type { Provenance } from './provenance.ts'
import { OriginTag } from './origin-tag.tsx'
import { useContractOver } from './use-locked-by.ts'
import './editing.css'

/** Where an item comes from, its contract and authority, and a button to reset it to the template. */
export function ProvenanceLine(props: {
  readonly path: string
  readonly provenance: Provenance
  /** Removes the override. */
  readonly onReset: () => void
}) {
  const { t } = useTranslation()
  const { path, provenance } = props
  return (
    <div className="provenance-line">
      <ItemTags path={path} provenance={provenance} />
      {provenance === 'overrides' && (
        <Button
          size="small"
          icon={<RollbackOutlined aria-hidden />}
          onClick={() => props.onReset()}
        >
          {t('ruleBook.backToTemplate')}
        </Button>
      )}
    </div>
  )
}

/** Where an item comes from, what may be done to it, and what it is excused from. */
export function ItemTags(props: { readonly path: string; readonly provenance: Provenance }) {
  const { path, provenance } = props
  const contract = useContractOver()(path)
  const exceptions = useExceptionsOver()(path)
  return (
    <>
      <OriginTag provenance={provenance} path={path} />
      <ContractTag contract={contract} />
      <ExceptionTag exceptions={exceptions} />
    </>
  )
}
