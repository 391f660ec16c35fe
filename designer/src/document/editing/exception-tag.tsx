import type { ExceptionStatus } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import './editing.css'

const tones = { inForce: 'blue', expired: 'amber', refused: 'red' } as const

/** An exemption from a contract: who granted it, in which document, until when, and whether it still counts. */
export function ExceptionTag(props: { readonly exceptions: readonly ExceptionStatus[] }) {
  const { t } = useTranslation()
  const text = useText()
  return props.exceptions.map(({ id, standing, grantedBy, document, reason, until }) => (
    <span key={id} className="exception-tag">
      <Tag tone={tones[standing]}>
        {t(`editing.exceptions.${standing}`, {
          grantedBy: text(grantedBy),
          document: text(document),
          until,
        })}
      </Tag>
      <span className="quiet">{text(reason)}</span>
    </span>
  ))
}
