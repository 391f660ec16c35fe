import { createBrowserRouter } from 'react-router'
import { Waiting } from '../kit/notices/waiting.tsx'
import { FailurePage } from './failure-page.tsx'
import { ProviderReturnPage } from './provider-return-page.tsx'
import { SessionGate } from './session-gate.tsx'
import { SignInPage } from './sign-in-page.tsx'

const around = { errorElement: <FailurePage />, hydrateFallbackElement: <Waiting /> }

/**
 * What a browser loads first: signing in alone. What is seldom asked for comes when it is; all pages of whoever is signed in
 * come together, so that none is missing where the network is.
 */
export const router = createBrowserRouter([
  { path: '/sign-in', element: <SignInPage />, ...around },
  { path: '/sign-in/return', element: <ProviderReturnPage />, ...around },
  {
    path: '/password',
    lazy: async () => ({ Component: (await import('./password-page.tsx')).PasswordPage }),
    ...around,
  },
  {
    path: '/second-factor',
    lazy: async () => ({ Component: (await import('./second-factor-page.tsx')).SecondFactorPage }),
    ...around,
  },
  { path: '*', element: <SessionGate />, ...around },
])
