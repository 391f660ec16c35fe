import {
  ApiOutlined,
  FieldTimeOutlined,
  KeyOutlined,
  LogoutOutlined,
  SafetyOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { may, type SignedInUser } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, NavLink, useLocation, useNavigate } from 'react-router'
import { signOut } from '../api/session.ts'
import { useLanguage } from '../kit/i18n/use-language.ts'
import { Brand } from './brand.tsx'
import { LanguageSwitch } from './language-switch.tsx'

/** The bar on top of every page: where to go, which language, who is signed in. */
export function TopBar(props: { readonly user: SignedInUser | undefined }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const from = pathname + search
  const queryClient = useQueryClient()
  const leaving = useMutation({
    mutationFn: signOut,
    onSettled: () => {
      queryClient.clear()
      void navigate('/sign-in')
    },
  })
  const mayLook = may({ grants: props.user?.grants ?? [] }, 'audit.read')
  const mayManage = may({ grants: props.user?.grants ?? [] }, 'users.manage')
  const maySend = may({ grants: props.user?.grants ?? [] }, 'webhooks.manage')
  const title = props.user?.title
  const name = (typeof title === 'string' ? title : title?.[language]) ?? props.user?.username ?? ''
  return (
    <header className="top-bar">
      <Link to="/rulesets" className="top-bar-brand">
        <Brand />
      </Link>
      <nav className="top-bar-nav" aria-label={t('shell.navigation')}>
        <NavLink to="/rulesets">{t('shell.rulesets')}</NavLink>
        <NavLink to="/templates">{t('templates.nav')}</NavLink>
        <NavLink to="/matrix">{t('matrix.nav')}</NavLink>
        <NavLink to="/scheduled">{t('shell.scheduled')}</NavLink>
        <NavLink to="/assessment">{t('shell.assessment')}</NavLink>
        <NavLink to="/cases">{t('shell.cases')}</NavLink>
        <NavLink to="/procedures">{t('procedures.nav')}</NavLink>
      </nav>
      <span className="spacer" />
      <LanguageSwitch />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...(mayLook
              ? [
                  {
                    key: 'timers',
                    icon: <FieldTimeOutlined aria-hidden />,
                    label: t('timers.title'),
                    onClick: () => void navigate('/timers'),
                  },
                ]
              : []),
            ...(mayManage
              ? [
                  {
                    key: 'people',
                    icon: <TeamOutlined aria-hidden />,
                    label: t('people.title'),
                    onClick: () => void navigate('/people'),
                  },
                ]
              : []),
            {
              key: 'account',
              icon: <SafetyOutlined aria-hidden />,
              label: t('account.title'),
              onClick: () => void navigate('/account'),
            },
            ...(maySend
              ? [
                  {
                    key: 'webhooks',
                    icon: <ApiOutlined aria-hidden />,
                    label: t('webhooks.title'),
                    onClick: () => void navigate('/webhooks'),
                  },
                ]
              : []),
            {
              key: 'password',
              icon: <KeyOutlined aria-hidden />,
              label: t('password.title'),
              onClick: () => void navigate('/password', { state: { from } }),
            },
            {
              key: 'out',
              icon: <LogoutOutlined aria-hidden />,
              label: t('shell.signOut'),
              onClick: () => leaving.mutate(),
            },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined aria-hidden />}>
          {name}
        </Button>
      </Dropdown>
    </header>
  )
}
