import { DownloadOutlined } from '@ant-design/icons'
import type { Elsewhere, PackageFile } from '@jieli/server/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportVersion, listSigners } from '../../api/transfer.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import './transfer.css'

/** Downloads a published version as a file for another server, and shows what its receiver has to compare. */
export function ExportButton(props: {
  readonly id: string
  readonly version: string
  readonly title: string
  readonly elsewhere?: Elsewhere | undefined
}) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { id, version, title, elsewhere } = props
  const signers = useQuery({ queryKey: ['signers'], queryFn: listSigners, enabled: open })
  const exporting = useMutation({
    mutationFn: () => exportVersion(id, version),
    onSuccess: download,
  })
  const failure = exporting.error ?? signers.error
  const fingerprint = elsewhere?.signer ?? signers.data?.own.fingerprint
  return (
    <>
      <Button
        icon={<DownloadOutlined aria-hidden />}
        aria-label={t('transfer.exportNamed', { title })}
        onClick={() => {
          exporting.reset()
          setOpen(true)
        }}
      >
        {t('transfer.export')}
      </Button>
      <Modal
        open={open}
        title={t('transfer.exportNamed', { title })}
        onCancel={() => setOpen(false)}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{t('transfer.close')}</Button>
            <Button type="primary" loading={exporting.isPending} onClick={() => exporting.mutate()}>
              {t('transfer.download')}
            </Button>
          </>
        }
      >
        <p>{t('transfer.exportHint', { id, version })}</p>
        <p>{t(elsewhere === undefined ? 'transfer.exportSigned' : 'transfer.exportAsReceived')}</p>
        <p className="fingerprint code">{fingerprint}</p>
        <FailureNotice error={failure} />
        {exporting.data !== undefined && (
          <Notice
            kind="success"
            title={t('transfer.downloaded', { name: fileName(exporting.data) })}
          />
        )}
      </Modal>
    </>
  )
}

function download(file: PackageFile): void {
  const address = URL.createObjectURL(
    new Blob([`${JSON.stringify(file)}\n`], { type: 'application/json' }),
  )
  const link = document.createElement('a')
  link.href = address
  link.download = fileName(file)
  link.click()
  URL.revokeObjectURL(address)
}

function fileName({ ruleset }: PackageFile): string {
  return `${ruleset.id}-${ruleset.version}.jieli.json`
}
