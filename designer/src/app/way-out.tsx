import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useLeaving } from './use-leaving.ts'
import { useReturnAddress } from './use-return-address.ts'

/** The way out of a page about how one signs in: back to where one was, or, where nothing else is open yet, signed out. */
export function WayOut(props: { readonly needed: boolean }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const from = useReturnAddress()
  const leave = useLeaving()
  return (
    <Button
      type="text"
      block
      className="sign-in-second"
      onClick={() => (props.needed ? leave() : void navigate(from))}
    >
      {t(props.needed ? 'shell.signOut' : 'password.back')}
    </Button>
  )
}
