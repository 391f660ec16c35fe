import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useNavigate } from 'react-router'
import { finishProviderSignIn } from '../api/session.ts'
import { FailureNotice } from '../kit/notices/failure-notice.tsx'
import { Waiting } from '../kit/notices/waiting.tsx'
import { SignInFrame } from './sign-in-frame.tsx'
import { takeReturnAddress } from './use-return-address.ts'

/** Where the site's provider sends people back to: signs them in and brings them to the page they came from. */
export function ProviderReturnPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { search } = useLocation()
  // What comes back is good once: asked for once, however often the page is drawn.
  const { data, error } = useQuery({
    queryKey: ['provider-return', search],
    queryFn: async () => await finishProviderSignIn(search.slice(1) || 'state='),
    retry: false,
    staleTime: Infinity,
  })
  useEffect(() => {
    if (data === undefined) return
    queries.clear()
    queries.setQueryData(['me'], data.user)
    void navigate(takeReturnAddress(), { replace: true })
  }, [data, navigate, queries])
  return (
    <SignInFrame foot={t('signIn.about')}>
      <h1>{t('signIn.title')}</h1>
      <FailureNotice error={error} />
      {error === null ? (
        <Waiting words={t('signIn.returning')} />
      ) : (
        <p>
          <Link to="/sign-in">{t('signIn.again')}</Link>
        </p>
      )}
    </SignInFrame>
  )
}
