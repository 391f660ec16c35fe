import type { AuditProblem } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'

/** Shows where a case that was tampered with is not as it was written, why that matters, and what to do. */
export function CaseDamaged(props: { readonly damage: readonly AuditProblem[] }) {
  const { t } = useTranslation()
  const text = useText()
  const kinds = [...new Map(props.damage.map((each) => [each.code, each])).values()]
  if (kinds.length === 0) return null
  return (
    <Notice kind="error" title={t('cases.damaged')}>
      <ul className="damage">
        {props.damage.map(({ message }, index) => (
          <li key={index}>{text(message)}</li>
        ))}
      </ul>
      {kinds.map(({ code, why, advice }) => (
        <p key={code}>
          {text(why)} {text(advice)}
        </p>
      ))}
    </Notice>
  )
}
