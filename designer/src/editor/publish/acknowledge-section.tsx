import { useTranslation } from 'react-i18next'
import { Notice } from '../../kit/notices/notice.tsx'
import { FindingKind } from './finding-kind.tsx'
import { byKind, findingsOf } from './findings.ts'
import type { Publication } from './use-publication.ts'

/** What has to be acknowledged in words before publishing, kind by kind; nothing where nothing has. */
export function AcknowledgeSection(props: {
  readonly publication: Publication
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const findings = findingsOf(props.publication.issues)
  if (findings.length === 0) return null
  return (
    <section aria-label={t('publish.acknowledge.title')}>
      <Notice kind="warning" title={t('publish.acknowledge.asked', { count: findings.length })}>
        {t('publish.acknowledge.hint')}
      </Notice>
      {byKind(findings).map((kind) => (
        <FindingKind
          key={kind[0]?.code}
          findings={kind}
          publication={props.publication}
          onClose={props.onClose}
        />
      ))}
    </section>
  )
}
