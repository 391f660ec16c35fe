import { Button } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { writeClipboard } from '../../kit/clipboard.ts'
import { Notice } from '../../kit/notices/notice.tsx'

/** Something that is shown this once, to be copied now. */
export function ToldOnce(props: {
  readonly title: string
  readonly text: string
  readonly children: ReactNode
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState<boolean>()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // It may give a promise back, which React would take for what cleans up.
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={place}>
      <Notice
        kind="success"
        title={props.title}
        action={
          <Button size="small" onClick={props.onClose}>
            {t('people.once.close')}
          </Button>
        }
      >
        <p className="told-once">
          <code>{props.text}</code>
          <Button size="small" onClick={() => void writeClipboard(props.text).then(setCopied)}>
            {t('people.once.copy')}
          </Button>
          <span role="status">
            {copied !== undefined && t(copied ? 'people.once.copied' : 'people.once.notCopied')}
          </span>
        </p>
        {props.children}
      </Notice>
    </div>
  )
}
