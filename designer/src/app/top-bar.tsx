import {
  ApartmentOutlined,
  ApiOutlined,
  ClusterOutlined,
  EyeOutlined,
  DeleteOutlined,
  FieldTimeOutlined,
  FileSearchOutlined,
  KeyOutlined,
  LogoutOutlined,
  SafetyOutlined,
  ScheduleOutlined,
  SwapOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { may, type SignedInUser } from '@jieli/server/contracts'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, NavLink, useLocation, useNavigate } from 'react-router'
import { useLanguage } from '../kit/i18n/use-language.ts'
import { Brand } from './brand.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { useLeaving } from './use-leaving.ts'

/** The bar on top of every page: where to go, which language, who is signed in. */
export function TopBar(props: { readonly user: SignedInUser | undefined }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const from = pathname + search
  const leave = useLeaving()
  const mayLook = may({ grants: props.user?.grants ?? [] }, 'audit.read')
  const mayManage = may({ grants: props.user?.grants ?? [] }, 'users.manage')
  const mayChangeUnits = may({ grants: props.user?.grants ?? [] }, 'units.change')
  const mayErase = may({ grants: props.user?.grants ?? [] }, 'persons.erase')
  const maySend = may({ grants: props.user?.grants ?? [] }, 'webhooks.manage')
  const grants = props.user?.grants ?? []
  const mayBind = may({ grants }, 'jurisdictions.manage', { county: '*' })
  const mayMap = may({ grants }, 'drafts.write') || may({ grants }, 'rulesets.publish')
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
                  {
                    key: 'audit',
                    icon: <FileSearchOutlined aria-hidden />,
                    label: t('auditLog.title'),
                    onClick: () => void navigate('/audit'),
                  },
                  {
                    key: 'case-reads',
                    icon: <EyeOutlined aria-hidden />,
                    label: t('caseReads.title'),
                    onClick: () => void navigate('/case-reads'),
                  },
                ]
              : []),
            ...(mayErase
              ? [
                  {
                    key: 'retention',
                    icon: <DeleteOutlined aria-hidden />,
                    label: t('retention.title'),
                    onClick: () => void navigate('/retention'),
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
            ...(mayBind
              ? [
                  {
                    key: 'jurisdictions',
                    icon: <ClusterOutlined aria-hidden />,
                    label: t('jurisdictions.title'),
                    onClick: () => void navigate('/jurisdictions'),
                  },
                ]
              : []),
            ...(mayChangeUnits
              ? [
                  {
                    key: 'unit-changes',
                    icon: <ApartmentOutlined aria-hidden />,
                    label: t('unitChanges.title'),
                    onClick: () => void navigate('/unit-changes'),
                  },
                ]
              : []),
            ...(mayMap
              ? [
                  {
                    key: 'code-maps',
                    icon: <SwapOutlined aria-hidden />,
                    label: t('codeMaps.title'),
                    onClick: () => void navigate('/code-maps'),
                  },
                ]
              : []),
            {
              key: 'jobs',
              icon: <ScheduleOutlined aria-hidden />,
              label: t('jobs.title'),
              onClick: () => void navigate('/jobs'),
            },
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
            ...(props.user?.provider === true
              ? []
              : [
                  {
                    key: 'password',
                    icon: <KeyOutlined aria-hidden />,
                    label: t('password.title'),
                    onClick: () => void navigate('/password', { state: { from } }),
                  },
                ]),
            {
              key: 'out',
              icon: <LogoutOutlined aria-hidden />,
              label: t('shell.signOut'),
              onClick: leave,
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
