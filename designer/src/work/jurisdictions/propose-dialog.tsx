import { authorities, type Authority, type Text } from '@jieli/engine'
import type { JurisdictionNode } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { proposeJurisdiction } from '../../api/jurisdictions.ts'
import { withWords } from '../../kit/fields/with-words.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { ChangeList } from './change-list.tsx'
import { nodeChanges, type NodeContent } from './node-changes.ts'
import { PackFields } from './pack-fields.tsx'
import { RefusedPlaces } from './refused-places.tsx'

/** Proposes what a jurisdiction is to say, or a new one, and says before it is sent what that changes. */
export function ProposeDialog(props: {
  readonly nodes: readonly JurisdictionNode[]
  /** Absent for one that is to be made. */
  readonly node: JurisdictionNode | undefined
  readonly onSent: (words: string) => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const queries = useQueryClient()
  const label = useId()
  const { nodes, node } = props
  const [id, setId] = useState(node?.id ?? '')
  const [after, setAfter] = useState<NodeContent>(() => contentOf(node))
  const [reason, setReason] = useState('')
  const sent = inBothLanguages(after)
  const name = text(node?.title ?? sent.title)
  const proposing = useMutation({
    mutationFn: async () =>
      await proposeJurisdiction(id, { node: sent, reason: reason.trim() }, node?.revision ?? 0),
    onSuccess: async () => {
      props.onSent(t('jurisdictions.sent', { name }))
      await queries.invalidateQueries({ queryKey: ['jurisdiction-proposals'] })
    },
  })
  const lacking = lacks(nodes, { id, node, after: sent, reason })
  const set = (change: Partial<NodeContent>) => setAfter({ ...after, ...change })
  const setPack = (at: number, pack: NodeContent['packs'][number] | undefined) =>
    set({ packs: after.packs.flatMap((each, index) => (index === at ? (pack ?? []) : each)) })
  const above = nodes.filter(
    ({ level }) => authorities.indexOf(level) < authorities.indexOf(after.level),
  )
  return (
    <Modal
      open
      width={760}
      title={
        node === undefined
          ? t('jurisdictions.proposeNew')
          : t('jurisdictions.proposeFor', { name: text(node.title) })
      }
      okText={t('jurisdictions.send')}
      cancelText={t('assessment.cancel')}
      confirmLoading={proposing.isPending}
      okButtonProps={{ disabled: lacking !== undefined }}
      onOk={() => proposing.mutate()}
      onCancel={props.onClose}
    >
      <p className="quiet">{t('jurisdictions.sendHint')}</p>
      <div className="jurisdiction-form">
        {node === undefined && (
          <>
            <label htmlFor={`${label}-level`}>{t('jurisdictions.level')}</label>
            <Select<Authority>
              id={`${label}-level`}
              value={after.level}
              options={authorities.map((level) => ({
                value: level,
                label: t(`parameters.authorities.${level}`),
              }))}
              onChange={(level) => {
                const { parent: _, ...rest } = after
                setAfter({ ...rest, level })
              }}
            />
            <label htmlFor={`${label}-id`}>{t('jurisdictions.id')}</label>
            <Input
              id={`${label}-id`}
              className="code"
              maxLength={80}
              aria-describedby={`${label}-id-hint`}
              value={id}
              onChange={({ target }) => setId(target.value.trim())}
            />
            <span id={`${label}-id-hint`} className="quiet">
              {t('jurisdictions.idHint')}
            </span>
          </>
        )}
        {after.level !== 'nation' && (
          <>
            <label htmlFor={`${label}-parent`}>{t('jurisdictions.parent')}</label>
            <Select<string | null>
              id={`${label}-parent`}
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('jurisdictions.chooseParent')}
              value={after.parent ?? null}
              options={above.map((each) => ({
                value: each.id,
                label: `${text(each.title)} · ${t(`parameters.authorities.${each.level}`)}`,
              }))}
              onChange={(parent) => {
                if (parent !== null) set({ parent })
              }}
            />
          </>
        )}
        {(['zh', 'en'] as const).map((language) => (
          <div key={language}>
            <label htmlFor={`${label}-${language}`}>{t(`jurisdictions.name.${language}`)}</label>
            <Input
              id={`${label}-${language}`}
              maxLength={200}
              placeholder={t(`jurisdictions.same.${language}`)}
              value={after.title[language]}
              onChange={({ target }) =>
                set({ title: { ...after.title, [language]: target.value } })
              }
            />
          </div>
        ))}
        <h3>{t('jurisdictions.binds')}</h3>
        {after.packs.map((pack, at) => (
          <PackFields
            // Packs are told apart by their place: one that is being added has no id yet.
            key={at}
            pack={pack}
            known={node?.packs.some((each) => each.id === pack.id) ?? false}
            number={at + 1}
            onChange={(next) => setPack(at, next)}
            onRemove={() => setPack(at, undefined)}
          />
        ))}
        <div>
          <Button
            onClick={() =>
              set({
                packs: [...after.packs, { id: '', version: '', why: { zh: '', en: '' } }],
              })
            }
          >
            {t('jurisdictions.addPack')}
          </Button>
        </div>
        <label htmlFor={`${label}-reason`}>{t('jurisdictions.reason')}</label>
        <Input.TextArea
          id={`${label}-reason`}
          maxLength={2000}
          autoSize={{ minRows: 2 }}
          placeholder={t('jurisdictions.reasonHint')}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <section className="jurisdiction-preview" aria-labelledby={`${label}-preview`}>
          <h3 id={`${label}-preview`}>{t('jurisdictions.preview')}</h3>
          {id === '' || sent.title.zh === '' ? (
            <p className="quiet">{t('jurisdictions.noChange')}</p>
          ) : (
            <ChangeList
              id={id}
              after={{ ...sent, packs: sent.packs.filter((pack) => pack.id !== '') }}
              nodes={nodes}
            />
          )}
          {lacking !== undefined && <p>{t(`jurisdictions.lacks.${lacking}`)}</p>}
        </section>
      </div>
      <RefusedPlaces error={proposing.error} />
    </Modal>
  )
}

/** What a jurisdiction says, as it is sent; of one that is to be made, nothing yet. Pure. */
function contentOf(node: JurisdictionNode | undefined): NodeContent {
  if (node === undefined) return { level: 'county', title: { zh: '', en: '' }, packs: [] }
  const { level, parent, title, packs } = node
  return {
    level,
    ...(parent !== undefined && { parent }),
    title,
    packs: packs.map(({ by: _, ...pack }) => pack),
  }
}

/** What is given in one language only is the same in the other. Pure. */
function inBothLanguages(said: NodeContent): NodeContent {
  const both = (given: Text) => withWords(given, 'zh', given.zh)
  return {
    ...said,
    title: both(said.title),
    packs: said.packs.map((pack) => ({ ...pack, why: both(pack.why) })),
  }
}

/** What has to be filled in first. Pure. */
function lacks(
  nodes: readonly JurisdictionNode[],
  entered: {
    readonly id: string
    readonly node: JurisdictionNode | undefined
    readonly after: NodeContent
    readonly reason: string
  },
): 'id' | 'known' | 'name' | 'parent' | 'pack' | 'change' | 'reason' | undefined {
  const { id, node, after, reason } = entered
  if (id === '') return 'id'
  if (node === undefined && nodes.some((each) => each.id === id)) return 'known'
  if (node === undefined && after.level !== 'nation' && after.parent === undefined) return 'parent'
  if (after.title.zh === '') return 'name'
  const whole = after.packs.every(
    ({ id: pack, version, why }) => pack !== '' && version !== '' && why.zh !== '',
  )
  if (!whole) return 'pack'
  if (nodeChanges(nodes, node, after).length === 0) return 'change'
  return reason.trim() === '' ? 'reason' : undefined
}
