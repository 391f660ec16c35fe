import { type Pathway } from '@jieli/engine'
import { useReactFlow } from '@xyflow/react'
import { App } from 'antd'
import {
  type KeyboardEvent,
  type MouseEvent,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { addState } from '../../document/commands/add-state.ts'
import { arrangeStates } from '../../document/commands/arrange-states.ts'
import { moveStates } from '../../document/commands/move-states.ts'
import type { Position, Positions } from '../../document/commands/place-state.ts'
import { removeElements } from '../../document/commands/remove-elements.ts'
import { freshId } from '../../document/state/fresh-id.ts'
import { childPath, holderAt, stateAt, type StatePath } from '../../document/state/state-path.ts'
import { findTransition } from '../../document/state/transition-list.ts'
import { ExceptionsContext } from '../../document/editing/exceptions-context.ts'
import { useDocument, useDocumentStore, useRuleset } from '../../document/editing/use-document.ts'
import { useProblems } from '../problems/use-problems.ts'
import { CanvasToolbar } from './canvas-toolbar.tsx'
import { anyState } from './statechart.ts'
import { inset } from './statechart-geometry.ts'
import { StatechartView } from './statechart-view.tsx'
import { badgeElements } from './element-badges.ts'
import { ElementPanel } from './element-panel.tsx'
import {
  type StatechartElement,
  elementOfIssue,
  troubledElements,
} from '../../document/state/statechart-element.ts'
import { type Selection, nothingSelected } from './selection.ts'
import { useCanvasClipboard } from './use-canvas-clipboard.ts'
import { useStatechart } from './use-statechart.ts'
import { useRefusals } from './use-refusals.ts'
import { useConnect } from './use-connect.ts'
import { panTime } from '../../kit/less-motion.ts'

/** One pathway on the canvas with the panel beside it. */
export function CanvasEditor(props: { readonly pathway: Pathway }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { pathway } = props
  const ruleset = useRuleset()
  const store = useDocumentStore()
  const flow = useReactFlow()
  const model = useStatechart(ruleset, pathway)
  const [chosen, setSelection] = useState<Selection>(nothingSelected)
  const frame = useRef<HTMLDivElement>(null)
  const selection = useMemo(() => present(pathway, chosen), [pathway, chosen])
  const problems = useProblems()
  const troubled = useMemo(() => troubledElements(pathway, problems.issues), [pathway, problems])
  const refusals = useRefusals(pathway)
  const draw = useConnect(pathway, model.positions, setSelection)
  const connect = (source: StatePath, target: StatePath): void => {
    if (source === anyState || !refusals.refuseState(source)) draw(source, target)
  }
  const parent = useDocument((state) => state.parent)
  const exceptions = useContext(ExceptionsContext)
  const badges = useMemo(
    () => parent && badgeElements(pathway, parent, exceptions),
    [pathway, parent, exceptions],
  )
  const clipboard = useCanvasClipboard({
    pathway,
    positions: model.positions,
    selection,
    setSelection,
  })
  const focus = useJump(pathway, setSelection, model.ready)

  const add = (parent: StatePath, at?: Position): void => {
    if (parent !== '' && refusals.refuseState(parent)) return
    const taken = Object.keys(holderAt(pathway, parent)?.states ?? {})
    const key = freshId('state', taken)
    const path = childPath(parent, key)
    const place = at ?? freePlace(parent, taken, model.positions)
    const title = {
      zh: t('canvas.newState', { lng: 'zh' }),
      en: t('canvas.newState', { lng: 'en' }),
    }
    store.run(
      addState({
        pathway: pathway.id,
        parent,
        key,
        title,
        positions: { ...model.positions, [path]: place },
      }),
    )
    setSelection({ states: [path], transitions: [] })
    if (at === undefined)
      requestAnimationFrame(
        () => void flow.fitView({ nodes: [{ id: path }], maxZoom: 1, duration: panTime }),
      )
  }
  const remove = (): void => {
    const states = selection.states.filter((path) => path !== anyState)
    if (states.length + selection.transitions.length === 0) return
    if (refusals.refuseRemoval({ states, transitions: selection.transitions })) return
    store.run(removeElements({ pathway: pathway.id, states, transitions: selection.transitions }))
    setSelection(nothingSelected)
    frame.current?.focus()
  }
  const arrange = async (): Promise<void> => {
    try {
      const { positions } = await model.arrange()
      store.run(arrangeStates(pathway.id, positions))
      requestAnimationFrame(
        () => void flow.fitView({ minZoom: 0.4, maxZoom: 1, padding: 0.05, duration: panTime }),
      )
    } catch {
      void message.error(t('canvas.arrangeFailed'))
    }
  }
  const move = (positions: Positions, how: 'drag' | 'keyboard'): void => {
    if (how === 'drag') store.seal()
    store.run(moveStates(pathway.id, positions))
    if (how === 'drag') store.seal()
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isEditing(event.target) || event.nativeEvent.isComposing) return
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      remove()
    }
    if (event.key === 'Escape') setSelection(nothingSelected)
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      event.preventDefault()
      setSelection({
        states: model.statechart.nodes.flatMap((node) =>
          node.parent === undefined ? [node.path] : [],
        ),
        transitions: [],
      })
    }
  }
  const onDoubleClick = (event: MouseEvent): void => {
    const target = event.target as HTMLElement
    const box = target.closest('.react-flow__node')
    if (box === null && target.closest('.react-flow__pane') === null) return
    const inside = box?.getAttribute('data-id') ?? ''
    const holder = model.statechart.nodes.find((node) => node.path === inside)
    if (box !== null && holder?.compound !== true) return
    const at = flow.screenToFlowPosition({ x: event.clientX - 40, y: event.clientY - 20 })
    const origin =
      inside === '' ? { x: 0, y: 0 } : flow.getInternalNode(inside)?.internals.positionAbsolute
    const place = { x: at.x - (origin?.x ?? 0), y: at.y - (origin?.y ?? 0) }
    add(
      inside,
      inside === '' ? place : { x: Math.max(place.x, inset.side), y: Math.max(place.y, inset.top) },
    )
  }
  // A click anywhere on the canvas gives it the keyboard, unless a part of it has it already.
  const onPointerUp = (): void => {
    const active = document.activeElement
    if (frame.current !== null && (active === null || !frame.current.contains(active)))
      frame.current.focus({ preventScroll: true })
  }

  return (
    <main className="canvas-page">
      <div className="canvas-column">
        <CanvasToolbar
          pathway={pathway}
          selection={selection}
          onAdd={() => add('')}
          onArrange={() => void arrange()}
          onRemove={remove}
          onCopy={() => void clipboard.copyByButton()}
          onPaste={() => void clipboard.pasteByButton()}
        />
        <div
          ref={frame}
          className="canvas-frame"
          role="region"
          aria-label={t('canvas.region')}
          tabIndex={-1}
          onKeyDown={onKeyDown}
          onDoubleClick={onDoubleClick}
          onPointerUp={onPointerUp}
          onCopy={clipboard.onCopy}
          onCut={(event) => {
            if (clipboard.onCopy(event)) remove()
          }}
          onPaste={clipboard.onPaste}
        >
          <StatechartView
            model={model}
            problems={troubled}
            badges={badges}
            focus={focus}
            selection={selection}
            onSelect={setSelection}
            onMove={move}
            onConnect={connect}
            onArrange={() => void arrange()}
          />
        </div>
      </div>
      <ElementPanel
        pathway={pathway}
        selection={selection}
        onSelect={setSelection}
        onAddInside={add}
        onConnect={connect}
        onRemove={remove}
      />
    </main>
  )
}

/** The selection without what is no longer there (after an undo, for instance). */
function present(pathway: Pathway, selection: Selection): Selection {
  return {
    states: selection.states.filter(
      (path) => path === anyState || stateAt(pathway, path) !== undefined,
    ),
    transitions: selection.transitions.filter((id) => findTransition(pathway, id) !== undefined),
  }
}

/** Selects and shows what the address points at; gives the state to open a statechart on that is not drawn yet. */
function useJump(
  pathway: Pathway,
  select: (selection: Selection) => void,
  ready: boolean,
): StatePath | undefined {
  const flow = useReactFlow()
  const [search] = useSearchParams()
  const at = search.get('at')
  const jump = search.get('jump')
  const show = useEffectEvent((pointer: string) => {
    const element = elementOfIssue(pathway, pointer)
    if (element?.kind === 'state') select({ states: [element.path], transitions: [] })
    if (element?.kind === 'transition') select({ states: [], transitions: [element.id] })
    const shown = endsOf(pathway, element)
    if (shown.length > 0)
      void flow.fitView({
        nodes: shown.map((id) => ({ id })),
        maxZoom: 1,
        padding: 0.4,
        duration: panTime,
      })
  })
  // Once per jump, not on every later edit of the pathway.
  useEffect(() => {
    if (at !== null && ready) show(at)
  }, [at, jump, ready])
  return at === null ? undefined : endsOf(pathway, elementOfIssue(pathway, at))[0]
}

/** The boxes to look at for an element: the state itself, or both ends of a transition. */
function endsOf(pathway: Pathway, element: StatechartElement | undefined): string[] {
  if (element?.kind === 'state') return [element.path]
  const entry = element?.kind === 'transition' ? findTransition(pathway, element.id) : undefined
  if (entry === undefined) return []
  const source = entry.source === '' ? anyState : entry.source
  return entry.target === undefined ? [source] : [source, entry.target]
}

function freePlace(parent: StatePath, siblings: readonly string[], positions: Positions): Position {
  const places = siblings.flatMap((key) => positions[childPath(parent, key)] ?? [])
  if (places.length === 0) return parent === '' ? { x: 0, y: 0 } : { x: inset.side, y: inset.top }
  return {
    x: Math.min(...places.map(({ x }) => x)),
    y: Math.max(...places.map(({ y }) => y)) + 150,
  }
}

function isEditing(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null
  )
}
