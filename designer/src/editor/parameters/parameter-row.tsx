import { DownOutlined, RightOutlined } from '@ant-design/icons'
import { clauseOf, formatParameter } from '@jieli/engine'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ExceptionTag } from '../../document/editing/exception-tag.tsx'
import { useExceptionsOver } from '../../document/editing/exceptions-context.ts'
import { useLayerTitle } from '../../document/editing/origin-tag.tsx'
import { useDocument } from '../../document/editing/use-document.ts'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { contractKey, ParameterEditor } from './parameter-editor.tsx'
import type { ParameterSummary } from './parameter-facts.ts'

/** One parameter in a line; opened, its dated values can be edited. */
export function ParameterRow(props: {
  readonly summary: ParameterSummary
  readonly today: string
  readonly open: boolean
  /** Changes with every visit of this row's address; undefined while the address points to something else. */
  readonly visit: string | undefined
  readonly onToggle: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const parent = useDocument((state) => state.parent)
  const layerTitle = useLayerTitle()
  const path = `/parameters/${props.summary.parameter.id}`
  const exceptions = useExceptionsOver()(path)
  const kind = useDocument((state) => state.present.manifest.kind)
  const { parameter, current, missing, inherited, issues } = props.summary
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (props.visit === undefined) return
    row.current?.scrollIntoView({ block: 'center' })
    row.current?.nextElementSibling?.querySelector('input')?.focus()
  }, [props.visit])
  const { contract, minimum, maximum } = parameter
  const bound = (value: typeof minimum): string =>
    value === undefined ? '' : formatParameter(parameter, value, language)
  const wrong = issues.some((issue) => issue.severity === 'error')
  return (
    <>
      <tr ref={row} className={props.open ? 'parameter-open' : undefined}>
        <th scope="row">
          <button
            type="button"
            className="rule-toggle"
            aria-expanded={props.open}
            onClick={props.onToggle}
          >
            {props.open ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
            <span>
              {text(parameter.title)}
              <span className="quiet code parameter-id">{parameter.id}</span>
            </span>
          </button>
        </th>
        <td className="parameter-value">
          {missing ? (
            <Tag tone={kind === 'template' ? 'amber' : 'red'}>{t('parameters.missing')}</Tag>
          ) : (
            <strong>
              {current === undefined
                ? t('parameters.none')
                : formatParameter(parameter, current.value, language)}
            </strong>
          )}
          {current?.sample === true && <Tag tone="amber">{t('parameters.sampleTag')}</Tag>}
          {wrong && <Tag tone="red">{t('parameters.problem')}</Tag>}
        </td>
        <td>
          {minimum === undefined && maximum === undefined
            ? t('parameters.unbounded')
            : t('parameters.bounds', { minimum: bound(minimum), maximum: bound(maximum) })}
        </td>
        <td>
          {contract === undefined || contract.mode === 'free' ? (
            <span className="quiet">{t('parameters.contracts.free')}</span>
          ) : (
            <Tag tone={contract.mode === 'bounded' ? 'blue' : 'amber'}>
              {t(`parameters.contracts.${contractKey(contract)}`, {
                authority: t(`parameters.authorities.${contract.authority ?? 'province'}`),
              })}
            </Tag>
          )}
        </td>
        <td className="code">
          {(parameter.cites ?? []).map((cite) => (
            <span key={cite} className="clause">
              {clauseOf(cite)}
            </span>
          ))}
        </td>
        <td>
          {parent === undefined || !inherited
            ? t('parameters.here')
            : t('parameters.parent', { title: layerTitle(path) ?? '' })}
          <ExceptionTag exceptions={exceptions} />
        </td>
      </tr>
      {props.open && (
        <tr className="parameter-detail">
          <td colSpan={6}>
            <ParameterEditor summary={props.summary} today={props.today} />
          </td>
        </tr>
      )}
    </>
  )
}
