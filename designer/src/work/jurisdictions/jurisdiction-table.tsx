import type { JurisdictionNode, JurisdictionProposal } from '@jieli/server/contracts'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { treeOf } from './tree-of.ts'
import { usePacks } from './use-packs.ts'

/** So many lines are shown at once; whoever has more looks for one by its name. */
const maxLines = 300

/** Every jurisdiction under the one it belongs to, and what it binds below it. */
export function JurisdictionTable(props: {
  readonly nodes: readonly JurisdictionNode[]
  readonly proposals: readonly JurisdictionProposal[]
  /** Absent for whoever only looks. */
  readonly onPropose: ((node: JurisdictionNode) => void) | undefined
}) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const { titleOf, rangeOf } = usePacks()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = treeOf(props.nodes).filter(
    ({ node }) => wanted === '' || `${text(node.title)} ${node.id}`.toLowerCase().includes(wanted),
  )
  const waits = new Set(
    props.proposals.flatMap(({ jurisdiction, turnedDown }) => (turnedDown ? [] : [jurisdiction])),
  )
  return (
    <>
      <Input
        className="jurisdiction-search"
        allowClear
        aria-label={t('jurisdictions.search')}
        placeholder={t('jurisdictions.search')}
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      {found.length === 0 && (
        <p className="quiet">
          {t(wanted === '' ? 'jurisdictions.none' : 'jurisdictions.notFound')}
        </p>
      )}
      {found.length > 0 && (
        <table className="plain-table jurisdiction-table">
          <thead>
            <tr>
              <th scope="col">{t('jurisdictions.columns.name')}</th>
              <th scope="col">{t('jurisdictions.columns.binds')}</th>
              <th scope="col">{t('jurisdictions.columns.saved')}</th>
              {props.onPropose !== undefined && (
                <th scope="col">{t('jurisdictions.columns.change')}</th>
              )}
            </tr>
          </thead>
          <tbody>
            {found.slice(0, maxLines).map(({ node, depth }) => (
              <tr key={node.id}>
                <th scope="row">
                  <div style={{ paddingInlineStart: wanted === '' ? depth * 20 : 0 }}>
                    {text(node.title)}{' '}
                    <span className="quiet jurisdiction-id">
                      {`${t(`parameters.authorities.${node.level}`)} · ${node.id}`}
                    </span>
                  </div>
                </th>
                <td>
                  {node.packs.length === 0 && (
                    <span className="quiet">
                      {t(
                        node.level === 'nation'
                          ? 'jurisdictions.nothing'
                          : 'jurisdictions.bindsNothing',
                      )}
                    </span>
                  )}
                  {node.packs.map(({ id, version, since }) => (
                    <div key={id}>
                      {titleOf(id)}{' '}
                      <span className="quiet">
                        {rangeOf(version)}
                        {since !== undefined && t('jurisdictions.since', { since })}
                      </span>
                    </div>
                  ))}
                </td>
                <td className="quiet">
                  {node.confirmedBy === undefined
                    ? t('jurisdictions.begun')
                    : t('jurisdictions.savedBy', {
                        by: node.savedBy,
                        confirmedBy: node.confirmedBy,
                        at: moment(node.savedAt),
                      })}
                </td>
                {props.onPropose !== undefined && (
                  <td>
                    {waits.has(node.id) ? (
                      <Tag tone="amber">{t('jurisdictions.statuses.waiting')}</Tag>
                    ) : (
                      <Button
                        size="small"
                        aria-label={t('jurisdictions.proposeFor', { name: text(node.title) })}
                        onClick={() => props.onPropose?.(node)}
                      >
                        {t('jurisdictions.propose')}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {found.length > maxLines && (
        <p className="quiet">{t('jurisdictions.first', { count: maxLines })}</p>
      )}
    </>
  )
}
