import { PlusOutlined } from '@ant-design/icons'
import { type Party, type PartyRole, partyRoleTitles, type Pathway, type Text } from '@jieli/engine'
import { Button, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { removeParty } from '../../document/commands/remove-party.ts'
import { upsertParty } from '../../document/commands/upsert-party.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { freshId } from '../../document/state/fresh-id.ts'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair, TextPair } from '../../kit/fields/text-pair.tsx'
import { useClear } from '../../kit/fields/use-clear.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { RemovePart } from '../assessment/remove-part.tsx'
import { FactPicker } from '../conditions/fact-picker.tsx'
import { roleOptions } from './role-options.ts'

/** Who takes part in a pathway: the units of a referral, a duty room, a referral office. */
export function PartiesField(props: { readonly pathway: Pathway }) {
  const { t } = useTranslation()
  const text = useText()
  const clear = useClear()
  const run = useRunCommand()
  const { facts, offices } = useRuleset()
  const { pathway } = props
  const names = useMemo(
    () => facts.filter(({ type }) => type === 'code' || type === 'text'),
    [facts],
  )
  const change = (party: Party, field: string): void => run(upsertParty(pathway.id, party, field))
  return (
    <Field title={t('canvas.parties', { count: pathway.parties.length })}>
      {pathway.parties.map((party) => (
        <details className="inner-form" key={party.id}>
          <summary>{text(party.title)}</summary>
          <TextPair
            label={t('canvas.partyTitle')}
            value={party.title}
            onCommit={(title) => change({ ...party, title }, 'title')}
          />
          <FactPicker
            label={t('canvas.partyUnit')}
            value={party.unitFact}
            facts={names}
            onCommit={(unitFact) => change({ ...party, unitFact }, 'unit')}
          />
          <Select<string | undefined>
            className="value-input"
            aria-label={t('canvas.partyOffice')}
            allowClear={clear}
            placeholder={t('canvas.noOffice')}
            {...(party.office === undefined ? {} : { value: party.office })}
            options={offices
              .filter(({ of }) => of === 'community')
              .map(({ id, title }) => ({ value: id, label: text(title) }))}
            onChange={(office) => {
              const { office: _before, ...others } = party
              change(office === undefined ? others : { ...others, office }, 'office')
            }}
          />
          <Select<PartyRole | undefined>
            className="value-input"
            aria-label={t('canvas.meaning')}
            allowClear={clear}
            placeholder={t('canvas.noMeaning')}
            value={party.role}
            options={roleOptions(partyRoleTitles, text)}
            onChange={(role) => {
              const { role: _before, ...others } = party
              change(role === undefined ? others : { ...others, role }, 'role')
            }}
          />
          <RemovePart title={party.title} onRemove={() => run(removeParty(pathway.id, party.id))} />
        </details>
      ))}
      <NewParty
        onAdd={(party) =>
          change(
            {
              ...party,
              id: freshId(
                'party',
                pathway.parties.map(({ id }) => id),
              ),
            },
            'new',
          )
        }
        names={names}
      />
    </Field>
  )
}

/** A party that is to be added, once it has a title and it is said which unit fills it. */
function NewParty(props: {
  readonly names: Parameters<typeof FactPicker>[0]['facts']
  readonly onAdd: (party: Omit<Party, 'id'>) => void
}) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [title, setTitle] = useState<Text>()
  const [unitFact, setUnitFact] = useState<string>()
  if (!open)
    return (
      <Button
        className="add-party"
        size="small"
        type="dashed"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('canvas.addParty')}
      </Button>
    )
  const close = (): void => {
    setOpen(false)
    setTitle(undefined)
    setUnitFact(undefined)
  }
  return (
    <div className="inner-form">
      <OptionalTextPair label={t('canvas.newPartyTitle')} value={title} onCommit={setTitle} />
      <FactPicker
        label={t('canvas.newPartyUnit')}
        value={unitFact}
        facts={props.names}
        onCommit={setUnitFact}
      />
      <p className="field-hint">{t('canvas.partyUnitHint')}</p>
      <div className="picker-row">
        <Button
          type="primary"
          disabled={title === undefined || unitFact === undefined}
          onClick={() => {
            if (title === undefined || unitFact === undefined) return
            props.onAdd({ title, unitFact })
            close()
          }}
        >
          {t('canvas.addThisParty')}
        </Button>
        <Button onClick={close}>{t('drafted.giveUp')}</Button>
      </div>
    </div>
  )
}
