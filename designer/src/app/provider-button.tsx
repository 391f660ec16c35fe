import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { beginProviderSignIn, readSignInWays } from '../api/session.ts'
import { FailureNotice } from '../kit/notices/failure-notice.tsx'
import { keepReturnAddress, useReturnAddress } from './use-return-address.ts'

/** Leads to the site's provider of identities, where one is set. */
export function ProviderButton() {
  const { t } = useTranslation()
  const from = useReturnAddress()
  const { data: ways } = useQuery({ queryKey: ['sign-in-ways'], queryFn: readSignInWays })
  const beginning = useMutation({
    mutationFn: beginProviderSignIn,
    onSuccess: ({ address }) => {
      keepReturnAddress(from)
      window.location.assign(address)
    },
  })
  if (ways?.provider !== true) return null
  return (
    <>
      <FailureNotice error={beginning.error} />
      <Button
        size="large"
        block
        className="sign-in-second"
        loading={beginning.isPending}
        onClick={() => beginning.mutate()}
      >
        {t('signIn.byProvider')}
      </Button>
    </>
  )
}
