import { ClockCircleOutlined, QuestionCircleOutlined, ThunderboltOutlined } from '@ant-design/icons'
import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { type EdgeLabel, guardLabel } from './edge-label.ts'
import type { Route } from './edge-routes.ts'
import type { ElementBadge } from './element-badges.ts'
import { BadgeIcons } from './badge-icons.tsx'
import { DutyMark } from './duty-mark.tsx'

export type TransitionArrowEdge = Edge<
  {
    readonly route: Route
    readonly label: EdgeLabel
    readonly badges: readonly ElementBadge[]
    /** Titles of the duties that begin with it. */
    readonly duties: readonly string[]
    readonly highlighted: boolean
    readonly problem: boolean
    readonly onSelect: ((id: string) => void) | undefined
  },
  'transition'
>

/** An arrow on the canvas. The keyboard reaches the arrow itself; its label is for the pointer. */
export function TransitionArrow({ id, data, selected, markerEnd }: EdgeProps<TransitionArrowEdge>) {
  if (data === undefined) return null
  const { route, label } = data
  const classes = [
    'arrow-label',
    selected === true && 'arrow-label-selected',
    data.highlighted && 'arrow-label-highlighted',
    data.problem && 'arrow-label-problem',
  ]
  const icon =
    label.kind === 'after' ? (
      <ClockCircleOutlined aria-hidden />
    ) : label.kind === 'on' ? null : (
      <ThunderboltOutlined aria-hidden />
    )
  return (
    <>
      <BaseEdge
        id={id}
        path={route.path}
        {...(markerEnd === undefined ? {} : { markerEnd })}
        className={
          selected === true
            ? 'arrow arrow-selected'
            : data.highlighted
              ? 'arrow arrow-highlighted'
              : 'arrow'
        }
        interactionWidth={16}
      />
      <EdgeLabelRenderer>
        <div
          className={`${classes.filter((name) => name !== false).join(' ')} nodrag nopan`}
          style={{
            transform: `translate(-50%, -50%) translate(${route.label.x}px, ${route.label.y}px)`,
          }}
          onClick={() => data.onSelect?.(id)}
        >
          <span className="arrow-label-title">
            {icon} {label.title}
          </span>
          <DutyMark titles={data.duties} />
          <BadgeIcons badges={data.badges} />
          {label.guards.length > 0 && (
            <span className="arrow-label-guard" title={label.guards.join(' / ')}>
              <QuestionCircleOutlined aria-hidden /> {guardLabel(label)}
            </span>
          )}
        </div>
      </EdgeLabelRenderer>
    </>
  )
}
