import { Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'

/** What can be done about a proposal: a second person confirms it, its maker takes it back, others turn it down. */
export function ProposalButtons(props: {
  /** Whether whoever looks made it. */
  readonly own: boolean
  /** What confirming is called, and what is asked before. */
  readonly confirm: string
  readonly sure: string
  readonly confirming: { readonly isPending: boolean; readonly mutate: () => void }
  readonly dropping: { readonly isPending: boolean; readonly mutate: () => void }
}) {
  const { t } = useTranslation()
  const { own, confirm, sure, confirming, dropping } = props
  return (
    <div className="retention-buttons">
      {own ? (
        <span className="quiet">{t('retention.ownProposal')}</span>
      ) : (
        <Popconfirm
          title={sure}
          okText={confirm}
          cancelText={t('retention.back')}
          onConfirm={() => confirming.mutate()}
        >
          <Button danger loading={confirming.isPending}>
            {confirm}
          </Button>
        </Popconfirm>
      )}
      <Button loading={dropping.isPending} onClick={() => dropping.mutate()}>
        {t(own ? 'retention.withdraw' : 'retention.turnDown')}
      </Button>
    </div>
  )
}
