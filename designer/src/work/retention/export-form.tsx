import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { exportPerson } from '../../api/retention.ts'
import { saveFile } from '../../kit/fields/save-file.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { ReasonForm } from './reason-form.tsx'

/** Hands out everything that is kept of a person, as one file. */
export function ExportForm(props: { readonly county: string; readonly patient: string }) {
  const { t } = useTranslation()
  const { county, patient } = props
  const exporting = useMutation({
    mutationFn: async (reason: string) => {
      const file = await exportPerson(county, { patient, reason })
      const content = new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' })
      saveFile(content, `${county}-${patient}.json`)
    },
  })
  return (
    <ReasonForm
      title={t('retention.export')}
      hint={t('retention.exportHint')}
      label={t('retention.exportReason')}
      action={t('retention.download')}
      busy={exporting.isPending}
      error={exporting.error}
      onSend={(reason) => exporting.mutate(reason)}
    >
      {exporting.isSuccess && <Notice kind="success" title={t('retention.exported')} />}
    </ReasonForm>
  )
}
