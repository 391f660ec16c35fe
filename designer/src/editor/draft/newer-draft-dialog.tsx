import { useMutation } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { readDraft } from '../../api/rulesets.ts'
import { useDocumentStore } from '../../document/editing/use-document.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import type { NewerDraft } from './use-save-draft.ts'

/** Somebody saved a newer draft: shows who and when, and loses neither theirs nor mine. */
export function NewerDraftDialog(props: {
  readonly newer: NewerDraft | undefined
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const moment = useMoment()
  const store = useDocumentStore()
  const { manifest } = store.getState().present
  const loading = useMutation({
    mutationFn: () => readDraft(manifest.id),
    onSuccess: (draft) => {
      store.reopen(draft)
      props.onClose()
    },
  })
  const download = (): void => {
    const json = JSON.stringify(store.getState().present, null, 2)
    const url = URL.createObjectURL(new Blob([json], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${manifest.id}-${t('editor.myCopy')}.json`
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <Modal
      open={props.newer !== undefined}
      title={t('editor.newerTitle')}
      onCancel={props.onClose}
      footer={[
        <Button key="back" onClick={props.onClose}>
          {t('editor.newerBack')}
        </Button>,
        <Button key="mine" onClick={download}>
          {t('editor.newerKeepMine')}
        </Button>,
        <Button
          key="theirs"
          type="primary"
          danger
          loading={loading.isPending}
          onClick={() => loading.mutate()}
        >
          {t('editor.newerLoadTheirs')}
        </Button>,
      ]}
    >
      <p>
        {t('editor.newerText', {
          by: props.newer?.savedBy ?? '',
          at: moment(props.newer?.savedAt),
        })}
      </p>
      <p className="quiet">{t('editor.newerHint')}</p>
      <FailureNotice error={loading.error} />
    </Modal>
  )
}
