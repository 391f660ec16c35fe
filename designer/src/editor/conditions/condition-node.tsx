import { DeleteOutlined, MoreOutlined, PlusOutlined } from '@ant-design/icons'
import type { Condition } from '@jieli/engine'
import { Button, Dropdown, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import {
  addTo,
  canUnwrap,
  childrenOf,
  type ConditionPath,
  type GroupKind,
  groupKind,
  regroupAt,
  removeAt,
  replaceAt,
  unwrapAt,
  wrapAt,
} from './condition-tree.ts'
import { DecisionTestEditor } from './decision-test-editor.tsx'
import { FactTestEditor } from './fact-test-editor.tsx'
import { leafKind, type LeafKind, leafKinds, leafOf } from './leaf-kind.ts'

export interface ConditionNodeProps {
  readonly root: Condition
  readonly path: ConditionPath
  readonly part: Condition
  /** The id of the decision or named condition being edited: it may not ask itself. */
  readonly within?: string | undefined
  /** `undefined` when the last part was taken away. */
  readonly onChange: (next: Condition | undefined) => void
}

/** One part of a condition with everything under it. */
export function ConditionNode(props: ConditionNodeProps) {
  const { t } = useTranslation()
  const { root, path, part, within, onChange } = props
  const kind = groupKind(part)
  const number = path.map((place) => place + 1).join('.')
  const name = path.length === 0 ? t('conditions.whole') : t('conditions.part', { number })
  const children = childrenOf(part)
  if (children.length === 0)
    return (
      <div className="condition-leaf" role="group" aria-label={name}>
        <LeafEditor {...props} />
        <PartMenu {...props} name={name} />
      </div>
    )
  return (
    <div className={`condition-group condition-${kind ?? 'not'}`} role="group" aria-label={name}>
      <div className="condition-head">
        {kind === undefined ? (
          <strong>{t('conditions.not')}</strong>
        ) : (
          <Segmented<GroupKind>
            size="small"
            aria-label={t('conditions.joinOf', { name })}
            value={kind}
            options={[
              { value: 'all', label: t('conditions.all') },
              { value: 'any', label: t('conditions.any') },
            ]}
            onChange={(next) => onChange(regroupAt(root, path, next))}
          />
        )}
        <span className="spacer" />
        <PartMenu {...props} name={name} />
      </div>
      {children.map((child, place) => (
        <ConditionNode
          key={place}
          root={root}
          path={[...path, place]}
          part={child}
          within={within}
          onChange={onChange}
        />
      ))}
      {kind !== undefined && <AddPart {...props} name={name} />}
    </div>
  )
}

function LeafEditor({ root, path, part, within, onChange }: ConditionNodeProps) {
  const { t } = useTranslation()
  const text = useText()
  const ruleset = useRuleset()
  const replace = (next: Condition): void => onChange(replaceAt(root, path, next))
  const kind = leafKind(part)
  return (
    <>
      <Select<LeafKind>
        className="condition-kind"
        aria-label={t('conditions.kind')}
        {...(kind === undefined ? {} : { value: kind })}
        options={leafKinds.map((value) => ({
          value,
          label: t(`conditions.kinds.${value}`),
          disabled: leafOf(ruleset, value, within) === undefined,
        }))}
        onChange={(next) => {
          const leaf = leafOf(ruleset, next, within)
          if (leaf !== undefined) replace(leaf)
        }}
      />
      {'fact' in part && <FactTestEditor value={part} onCommit={replace} />}
      {'decision' in part && <DecisionTestEditor value={part} within={within} onCommit={replace} />}
      {'condition' in part && (
        <Select
          className="condition-wide"
          aria-label={t('conditions.named')}
          showSearch={{ optionFilterProp: 'label' }}
          value={part.condition}
          options={ruleset.conditions
            .filter((named) => named.id !== within)
            .map(({ id, title }) => ({ value: id, label: text(title) }))}
          onChange={(condition) => replace({ condition })}
        />
      )}
    </>
  )
}

function AddPart(props: ConditionNodeProps & { readonly name: string }) {
  const { t } = useTranslation()
  const disabled = useDisabled()
  const ruleset = useRuleset()
  const add = (kind: LeafKind): void => {
    const leaf = leafOf(ruleset, kind, props.within)
    if (leaf !== undefined) props.onChange(addTo(props.root, props.path, leaf))
  }
  return (
    <div className="condition-add">
      {leafKinds.map((kind) => (
        <Button
          key={kind}
          size="small"
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          aria-label={t('conditions.addTo', {
            kind: t(`conditions.kinds.${kind}`),
            name: props.name,
          })}
          disabled={disabled(leafOf(ruleset, kind, props.within) === undefined)}
          onClick={() => add(kind)}
        >
          {t(`conditions.kinds.${kind}`)}
        </Button>
      ))}
    </div>
  )
}

function PartMenu({ root, path, name, onChange }: ConditionNodeProps & { readonly name: string }) {
  const { t } = useTranslation()
  const wrap = (kind: GroupKind | 'not') => ({
    key: kind,
    label: t(`conditions.wrap.${kind}`),
    onClick: () => onChange(wrapAt(root, path, kind)),
  })
  return (
    <span className="condition-tools">
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            wrap('all'),
            wrap('any'),
            wrap('not'),
            {
              key: 'unwrap',
              label: t('conditions.unwrap'),
              disabled: !canUnwrap(root, path),
              onClick: () => onChange(unwrapAt(root, path)),
            },
          ],
        }}
      >
        <Button
          type="text"
          size="small"
          icon={<MoreOutlined aria-hidden />}
          aria-label={t('conditions.more', { name })}
        />
      </Dropdown>
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined aria-hidden />}
        aria-label={t('conditions.remove', { name })}
        onClick={() => onChange(removeAt(root, path))}
      />
    </span>
  )
}
