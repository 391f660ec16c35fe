import type { Template } from '@jieli/server/contracts'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useMayAdapt } from '../adapt/use-may-adapt.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { ExportButton } from '../transfer/export-button.tsx'
import { ImportedFrom } from '../transfer/imported-from.tsx'

/** One ruleset to adapt: what it is, what it asks for, what it holds fast. */
export function TemplateCard(props: { readonly template: Template }) {
  const { t } = useTranslation()
  const text = useText()
  const navigate = useNavigate()
  const mayAdapt = useMayAdapt()
  const { template } = props
  const title = text(template.title)
  const counts = [
    ['open', template.openParameters.length],
    ['redLines', template.redLines.length],
    ['locked', template.locked.length],
  ] as const
  return (
    <li className="ruleset-card">
      <div className="ruleset-card-main">
        <h2>
          <Link to={`/templates/${template.id}/book`}>{title}</Link>
          <Tag tone={template.kind === 'template' ? 'blue' : 'neutral'}>
            {t(`templates.kinds.${template.kind}`)}
          </Tag>
          {template.sample && <Tag tone="amber">{t('rulesets.sample')}</Tag>}
        </h2>
        {template.elsewhere !== undefined && <ImportedFrom elsewhere={template.elsewhere} />}
        {template.description !== undefined && <p>{text(template.description)}</p>}
        <p className="quiet">
          {t('templates.sources', {
            titles: template.sources.map((source) => text(source.title)).join(t('tables.comma')),
          })}
        </p>
        <dl className="facts-line">
          <div>
            <dt>{t('templates.version')}</dt>
            <dd>
              <span className="code">{template.id}</span> {template.version}
            </dd>
          </div>
          {counts.map(([name, count]) => (
            <div key={name}>
              <dt>{t(`templates.counts.${name}`)}</dt>
              <dd>{t('templates.items', { count })}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="ruleset-card-actions">
        {mayAdapt && template.kind !== 'overlay' && (
          <Button
            type="primary"
            aria-label={t('templates.adaptNamed', { title })}
            onClick={() => void navigate(`/adapt/${template.id}`)}
          >
            {t('templates.adapt')}
          </Button>
        )}
        <Button
          aria-label={t('templates.readNamed', { title })}
          onClick={() => void navigate(`/templates/${template.id}/book`)}
        >
          {t('templates.read')}
        </Button>
        {template.published && (
          <ExportButton
            id={template.id}
            version={template.version}
            title={title}
            elsewhere={template.elsewhere}
          />
        )}
      </div>
    </li>
  )
}
