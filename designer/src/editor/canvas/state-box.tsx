import { FlagFilled, UserOutlined, WarningFilled } from '@ant-design/icons'
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { useTranslation } from 'react-i18next'
import type { StatechartNode } from './statechart.ts'
import type { ElementBadge } from './element-badges.ts'
import { BadgeIcons } from './badge-icons.tsx'
import { DutyMark } from './duty-mark.tsx'

export type StateBoxNode = Node<
  {
    readonly node: StatechartNode
    readonly title: string
    readonly owner: string | undefined
    readonly inner: readonly {
      readonly id: string
      readonly title: string
      readonly badges: readonly ElementBadge[]
      readonly duties: readonly string[]
    }[]
    readonly badges: readonly ElementBadge[]
    /** Titles of the duties that begin here. */
    readonly duties: readonly string[]
    readonly selectedTransition: string | undefined
    readonly highlighted: boolean
    readonly problem: boolean
    readonly connectable: boolean
    readonly onTransition: (id: string) => void
  },
  'state'
>

const sides = [Position.Top, Position.Right, Position.Bottom, Position.Left]

/** A state on the canvas. */
export function StateBox({ data, selected }: NodeProps<StateBoxNode>) {
  const { t } = useTranslation()
  const { node } = data
  const classes = [
    'state-box',
    node.compound && 'state-box-compound',
    node.final && 'state-box-final',
    node.state === undefined && 'state-box-any',
    selected && 'state-box-selected',
    data.highlighted && 'state-box-highlighted',
    data.problem && 'state-box-problem',
  ]
  return (
    <div className={classes.filter((name) => name !== false).join(' ')}>
      {node.initial && (
        <span className="state-box-initial" role="img" aria-label={t('canvas.initial')}>
          <svg width="22" height="12" viewBox="0 0 22 12" aria-hidden="true">
            <circle cx="5" cy="6" r="4.5" />
            <path d="M10 6h7M14 2.5 18.5 6 14 9.5" />
          </svg>
        </span>
      )}
      <div className="state-box-head">
        <span className="state-box-title">{data.title}</span>
        {node.compound && <span className="state-box-key">{node.key}</span>}
        <BadgeIcons badges={data.badges} />
        <DutyMark titles={data.duties} />
        {data.problem && (
          <WarningFilled className="state-box-warning" aria-label={t('canvas.hasProblem')} />
        )}
        {node.final && (
          <span className="state-box-flag">
            <FlagFilled aria-hidden /> {t('canvas.final')}
          </span>
        )}
      </div>
      {node.state !== undefined && !node.compound && (
        <div className="state-box-key">{node.key}</div>
      )}
      {data.owner !== undefined && (
        <div className="state-box-owner">
          <UserOutlined aria-hidden /> {data.owner}
        </div>
      )}
      {data.inner.length > 0 && (
        <div className="state-box-inner">
          {data.inner.map(({ id, title, badges, duties }) => (
            <div
              key={id}
              className={id === data.selectedTransition ? 'nodrag selected' : 'nodrag'}
              onClick={(event) => {
                event.stopPropagation()
                data.onTransition(id)
              }}
            >
              ↻ {title} <BadgeIcons badges={badges} />
              <DutyMark titles={duties} />
            </div>
          ))}
        </div>
      )}
      {sides.map((side) => (
        <Handle
          key={side}
          id={side}
          type="source"
          position={side}
          isConnectable={data.connectable}
          aria-hidden
        />
      ))}
    </div>
  )
}
