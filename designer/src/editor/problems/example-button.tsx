import { PlayCircleOutlined } from '@ant-design/icons'
import type { IssueReply } from '@jieli/server/contracts'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

/** Opens the patient who shows an issue in the simulator, with everything that is done to the case. */
export function ExampleButton(props: {
  readonly ruleset: string
  readonly issue: Pick<IssueReply, 'example'>
  readonly onOpen?: (() => void) | undefined
}) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { example } = props.issue
  if (example === undefined) return null
  return (
    <Button
      size="small"
      icon={<PlayCircleOutlined aria-hidden />}
      onClick={() => {
        props.onOpen?.()
        void navigate(`/rulesets/${encodeURIComponent(props.ruleset)}/simulator`, {
          state: { example },
        })
      }}
    >
      {t('problems.playExample')}
    </Button>
  )
}
