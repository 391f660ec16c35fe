import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useLocation, useNavigate } from 'react-router'
import { openLink } from '../../api/links.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { LinkedReferral } from './linked-referral.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'

/** Opens what a link is for. What it is signed with stands behind `#`, where no server on the way reads it. */
export function LinkPage() {
  const { t } = useTranslation()
  const { hash } = useLocation()
  const navigate = useNavigate()
  const [token] = useState(() => new URLSearchParams(hash.slice(1)).get('token') ?? '')
  useEffect(() => {
    // It is of no use a second time, and does not stay in the history.
    if (hash !== '') void navigate('/open', { replace: true })
  }, [hash, navigate])
  const opened = useQuery({
    queryKey: ['link', token],
    queryFn: () => openLink({ token }),
    enabled: token !== '',
    // It is taken once, whatever comes of it.
    retry: false,
    staleTime: Infinity,
    gcTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  if (opened.data?.case !== undefined) return <Navigate to={`/cases/${opened.data.case}`} replace />
  return (
    <main className="page page-narrow">
      <h1 className="page-title">{t('links.title')}</h1>
      {token === '' && <p>{t('links.none')}</p>}
      {token !== '' && opened.isPending && <Waiting />}
      <FailureNotice error={opened.error} />
      {opened.error !== null && <p className="quiet">{t('links.again')}</p>}
      {opened.data?.referral !== undefined && (
        <LinkedReferral from={opened.data.from} referral={opened.data.referral} />
      )}
      <p>
        <Link to="/cases">{t('cases.back')}</Link>
      </p>
    </main>
  )
}
