import { Button, DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import type { NodeContent } from './node-changes.ts'
import { usePacks } from './use-packs.ts'

type Pack = NodeContent['packs'][number]

/** One pack that binds: which versions of it, from which day on, why, and by which clauses. */
export function PackFields(props: {
  readonly pack: Pack
  /** It binds already: its first day is kept where none is named. */
  readonly known: boolean
  readonly number: number
  readonly onChange: (pack: Pack) => void
  readonly onRemove: () => void
}) {
  const { t } = useTranslation()
  const label = useId()
  const { packs, titleOf, rangeOf, sources } = usePacks()
  const { pack, known, onChange } = props
  const newest = packs.find(({ id }) => id === pack.id)?.version
  const ranges = [
    ...new Set([
      ...(pack.version === '' ? [] : [pack.version]),
      ...(newest === undefined ? [] : [`^${newest}`, newest]),
      '*',
    ]),
  ]
  return (
    <fieldset className="framed-part jurisdiction-pack">
      <legend>
        {pack.id === ''
          ? t('jurisdictions.packNumber', { number: props.number })
          : titleOf(pack.id)}
      </legend>
      {!known && (
        <>
          <label htmlFor={`${label}-id`}>{t('jurisdictions.pack')}</label>
          <Select<string | null>
            id={`${label}-id`}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('jurisdictions.choosePack')}
            value={pack.id === '' ? null : pack.id}
            options={packs.map(({ id }) => ({ value: id, label: `${titleOf(id)} · ${id}` }))}
            onChange={(id) => {
              const version = packs.find((each) => each.id === id)?.version
              onChange({
                ...pack,
                id: id ?? '',
                version: version === undefined ? '' : `^${version}`,
              })
            }}
          />
        </>
      )}
      <label htmlFor={`${label}-version`}>{t('jurisdictions.version')}</label>
      <Select<string | null>
        id={`${label}-version`}
        placeholder={t('jurisdictions.chooseVersion')}
        value={pack.version === '' ? null : pack.version}
        options={ranges.map((range) => ({ value: range, label: rangeOf(range) }))}
        onChange={(version) => onChange({ ...pack, version: version ?? '' })}
      />
      <label htmlFor={`${label}-since`}>{t('jurisdictions.firstDay')}</label>
      <DatePicker
        id={`${label}-since`}
        allowClear={!known}
        placeholder={t(known ? 'jurisdictions.always' : 'jurisdictions.fromConfirmation')}
        value={pack.since === undefined ? null : dayjs(pack.since)}
        format="YYYY-MM-DD"
        onChange={(day) => {
          const { since: _, ...rest } = pack
          onChange(day === null ? rest : { ...rest, since: day.format('YYYY-MM-DD') })
        }}
      />
      {(['zh', 'en'] as const).map((language) => (
        <div key={language}>
          <label htmlFor={`${label}-why-${language}`}>{t(`jurisdictions.why.${language}`)}</label>
          <Input
            id={`${label}-why-${language}`}
            maxLength={2000}
            placeholder={t(`jurisdictions.same.${language}`)}
            value={pack.why[language]}
            onChange={({ target }) =>
              onChange({ ...pack, why: { ...pack.why, [language]: target.value } })
            }
          />
        </div>
      ))}
      <span className="jurisdiction-label">{t('jurisdictions.clauses')}</span>
      <CitesField
        value={pack.cites ?? []}
        sources={sources}
        onCommit={(cites) => {
          const { cites: _, ...rest } = pack
          onChange(cites.length === 0 ? rest : { ...rest, cites })
        }}
      />
      <div>
        <Button danger onClick={props.onRemove}>
          {t('jurisdictions.removePack')}
        </Button>
      </div>
    </fieldset>
  )
}
