import { RollbackOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ExceptionMark } from './exception-tag.tsx'
import { useExceptionsOver } from './exceptions-context.ts'
import { HeldMark } from './contract-tag.tsx'
import type { ItemStanding } from './provenance.ts'
import { OriginMark } from './origin-tag.tsx'
import { useContractOver } from './use-locked-by.ts'
import './editing.css'

/** Where an item comes from, what may be done to it and on whose word, and the way back to the template. */
export function StandingLine(props: {
  readonly path: string
  readonly standing: ItemStanding
  /** Removes the override. */
  readonly onTakeBack: () => void
}) {
  const { t } = useTranslation()
  const { path, standing } = props
  return (
    <div className="standing-line">
      <ItemMarks path={path} standing={standing} />
      {standing === 'overrides' && (
        <Button
          size="small"
          icon={<RollbackOutlined aria-hidden />}
          onClick={() => props.onTakeBack()}
        >
          {t('ruleBook.backToTemplate')}
        </Button>
      )}
    </div>
  )
}

/** Where an item comes from, what may be done to it, and what it is excused from. */
export function ItemMarks(props: { readonly path: string; readonly standing: ItemStanding }) {
  const { path, standing } = props
  const contract = useContractOver()(path)
  const exceptions = useExceptionsOver()(path)
  return (
    <>
      <OriginMark standing={standing} path={path} />
      <HeldMark contract={contract} />
      <ExceptionMark exceptions={exceptions} />
    </>
  )
}
