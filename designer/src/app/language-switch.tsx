import type { Language } from '@jieli/engine'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { chooseLanguage } from '../kit/i18n/i18n.ts'
import { useLanguage } from '../kit/i18n/use-language.ts'

/** Chinese or English, each named in its own language. */
export function LanguageSwitch() {
  const { t } = useTranslation()
  return (
    <Segmented<Language>
      aria-label={t('shell.language')}
      size="small"
      value={useLanguage()}
      options={[
        { value: 'zh', label: '中文' },
        { value: 'en', label: 'English' },
      ]}
      onChange={chooseLanguage}
    />
  )
}
