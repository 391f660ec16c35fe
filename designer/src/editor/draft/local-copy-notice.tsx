import { Button, Popconfirm, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDocument } from '../../document/editing/use-document.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import type { LocalCopies } from './use-local-copy.ts'

/** Offers edits that were left in this browser without being saved. */
export function LocalCopyNotice({ left, restore, drop }: LocalCopies) {
  const { t } = useTranslation()
  const moment = useMoment()
  const revision = useDocument((state) => state.revision)
  return left.map((copy) => (
    <Notice
      key={copy.id}
      kind="warning"
      title={t('editor.localCopy.title', { at: moment(copy.at) })}
      action={
        <Space wrap>
          <Button size="small" type="primary" onClick={() => restore(copy)}>
            {t('editor.localCopy.restore')}
          </Button>
          <Popconfirm
            title={t('editor.localCopy.dropSure')}
            okText={t('editor.localCopy.drop')}
            cancelText={t('editor.localCopy.keep')}
            onConfirm={() => drop(copy)}
          >
            <Button size="small">{t('editor.localCopy.drop')}</Button>
          </Popconfirm>
        </Space>
      }
    >
      {t(copy.revision === revision ? 'editor.localCopy.same' : 'editor.localCopy.moved')}
    </Notice>
  ))
}
