import type { Signer } from '@jieli/server/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { listSigners, withdrawSigner } from '../../api/transfer.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { useTransferRights } from './use-transfer-rights.ts'

/** This server's own fingerprint, and the keys of others that are accepted. */
export function SignersPanel() {
  const { t } = useTranslation()
  const signers = useQuery({ queryKey: ['signers'], queryFn: listSigners })
  const items = signers.data?.items ?? []
  return (
    <section className="panel transfer-panel" aria-labelledby="transfer-signers">
      <h2 id="transfer-signers">{t('transfer.signers')}</h2>
      <FailureNotice error={signers.error} />
      <p>
        {t('transfer.ownFingerprint')}{' '}
        <span className="fingerprint code">{signers.data?.own.fingerprint}</span>
      </p>
      {signers.data !== undefined && items.length === 0 && (
        <p className="quiet">{t('transfer.noSigners')}</p>
      )}
      <ul>
        {items.map((signer) => (
          <SignerLine key={signer.fingerprint} signer={signer} />
        ))}
      </ul>
    </section>
  )
}

function SignerLine(props: { readonly signer: Signer }) {
  const { t } = useTranslation()
  const moment = useMoment()
  const queryClient = useQueryClient()
  const rights = useTransferRights()
  const { signer } = props
  const withdrawing = useMutation({
    mutationFn: () => withdrawSigner(signer.fingerprint),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['signers'] }),
  })
  return (
    <li className="transfer-signer">
      <strong>{signer.title}</strong>
      <span className="fingerprint code">{signer.fingerprint}</span>
      <span className="quiet">
        {t('transfer.acceptedBy', { by: signer.acceptedBy, at: moment(signer.acceptedAt) })}
      </span>
      <span className="spacer" />
      {rights.accept && (
        <Popconfirm
          title={t('transfer.withdrawSure')}
          okText={t('transfer.withdraw')}
          cancelText={t('publish.cancel')}
          onConfirm={() => withdrawing.mutate()}
        >
          <Button
            size="small"
            danger
            loading={withdrawing.isPending}
            aria-label={t('transfer.withdrawNamed', { title: signer.title })}
          >
            {t('transfer.withdraw')}
          </Button>
        </Popconfirm>
      )}
      <FailureNotice error={withdrawing.error} />
    </li>
  )
}
