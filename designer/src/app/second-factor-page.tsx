import type { NewSecondFactor } from '@jieli/server/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate } from 'react-router'
import { ApiError } from '../api/api-error.ts'
import { useSession } from '../api/use-session.ts'
import { SignInFrame } from './sign-in-frame.tsx'
import { RecoveryCodeList } from './recovery-code-list.tsx'
import { SecretForm } from './secret-form.tsx'
import { ShownSecret } from './shown-secret.tsx'
import { WayOut } from './way-out.tsx'
import { useReturnAddress } from './use-return-address.ts'

/** Sets an authenticator up: the password, the secret with a first code, and the recovery codes, shown once. */
export function SecondFactorPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const from = useReturnAddress()
  const session = useSession()
  const [secret, setSecret] = useState<NewSecondFactor>()
  const [codes, setCodes] = useState<readonly string[]>()
  if (session.error instanceof ApiError && session.error.status === 401)
    return <Navigate to="/sign-in" replace />
  const needed = session.data?.secondFactorNeeded === true
  const done = async () => {
    await queries.invalidateQueries()
    void navigate(from, { replace: true })
  }
  return (
    <SignInFrame foot={t('secondFactor.lost')}>
      <h1>{t('secondFactor.title')}</h1>
      {codes !== undefined && <RecoveryCodeList codes={codes} onDone={() => void done()} />}
      {codes === undefined && secret !== undefined && (
        <ShownSecret secret={secret} onConfirmed={setCodes} />
      )}
      {codes === undefined && secret === undefined && (
        <>
          <p className="quiet">{t(needed ? 'secondFactor.needed' : 'secondFactor.hint')}</p>
          <SecretForm onSecret={setSecret} />
        </>
      )}
      {codes === undefined && <WayOut needed={needed} />}
    </SignInFrame>
  )
}
