import { CloseCircleFilled } from '@ant-design/icons'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'

/** For a list of choices that may be emptied: the button that does it, named in the language on screen. */
export function useClear(): { readonly clearIcon: ReactNode; readonly label: string } {
  const { t } = useTranslation()
  return useMemo(
    () => ({ clearIcon: <CloseCircleFilled aria-hidden />, label: t('fields.clear') }),
    [t],
  )
}
