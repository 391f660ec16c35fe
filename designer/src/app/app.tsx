import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as KitApp, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { RouterProvider } from 'react-router/dom'
import { ApiError } from '../api/api-error.ts'
import { askAgain } from '../api/being-counted.ts'
import { useLanguage } from '../kit/i18n/use-language.ts'
import { router } from './router.tsx'
import { theme } from './theme.ts'

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // An answer the server gave on purpose will not change by asking again.
      retry: (count, error) => !(error instanceof ApiError && error.status > 0) && count < 2,
      refetchOnWindowFocus: false,
      refetchInterval: askAgain,
    },
  },
})

/** The whole designer: texts, theme, server data and pages. */
export function App() {
  const language = useLanguage()
  const { t } = useTranslation()
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en')
  useEffect(() => {
    document.title = t('shell.product')
  }, [t])
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      theme={theme}
      button={{ autoInsertSpace: false }}
    >
      <KitApp className="kit-app">
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </KitApp>
    </ConfigProvider>
  )
}
