import { formatValue, type OrgUnit, type Value } from '@jieli/engine'
import type { Preparation } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { enterFigures } from '../../api/figures.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { isCounted } from './is-counted.ts'
import { CloseStep, type CloseStepProps } from './close-step.tsx'

/** Step four: figures entered by hand, unit by unit. What is counted from cases is not entered. */
export function EntryPanel(
  props: CloseStepProps & {
    readonly preparation: Preparation
    readonly units: readonly OrgUnit[]
    /** The unit chosen, `null` for the community; `undefined` while none is. */
    readonly unit: string | null | undefined
    readonly onUnit: (unit: string | null) => void
  },
) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const queryClient = useQueryClient()
  const { ruleset, period, preparation, units, titled, rights, onUnit } = props
  const [typed, setTyped] = useState<Readonly<Record<string, Value | null>>>({})
  const table = useRef<HTMLDivElement>(null)
  const first = preparation.cards.find(({ needs }) => needs.length > 0) ?? preparation.cards[0]
  const unit = props.unit === undefined ? (first?.unit ?? null) : props.unit
  const card = preparation.cards.find((one) => one.unit === unit)
  const focused = props.unit
  useEffect(() => {
    // Opened from the list of what is missing: scroll there.
    if (focused !== undefined) table.current?.scrollIntoView({ block: 'center' })
  }, [focused])
  const saving = useMutation({
    mutationFn: () =>
      enterFigures(
        ruleset,
        period,
        Object.entries(typed).map(([fact, value]) => ({ unit, fact, value })),
      ),
    onSuccess: async () => {
      setTyped({})
      await Promise.all(
        ['preparation', 'imports'].map((name) =>
          queryClient.invalidateQueries({ queryKey: [name, ruleset] }),
        ),
      )
    },
  })
  if (!rights.write || card === undefined) return null
  const facts = Object.entries(card.figures)
    // A figure of another period is entered in that period.
    .filter(([fact, figure]) => !fact.includes('(') && !isCounted(figure))
    .toSorted(([, a], [, b]) => Number(a !== null) - Number(b !== null))
  return (
    <CloseStep number={4} title={t('assessment.entry.title')} hint={t('assessment.entry.hint')}>
      <div className="close-tools" ref={table}>
        <Select
          className="entry-unit"
          aria-label={t('assessment.entry.unit')}
          showSearch={{ optionFilterProp: 'label' }}
          value={unit ?? ''}
          options={preparation.cards.map((one) => ({
            value: one.unit ?? '',
            label:
              (one.unit === null
                ? t('assessment.community')
                : (units.find(({ id }) => id === one.unit)?.title ?? one.unit)) +
              (one.needs.length > 0
                ? t('assessment.entry.lacks', { count: one.needs.length })
                : ''),
          }))}
          onChange={(next) => {
            setTyped({})
            onUnit(next === '' ? null : next)
          }}
        />
      </div>
      <FailureNotice error={saving.error} />
      {facts.length === 0 ? (
        <p className="quiet">{t('assessment.entry.nothing')}</p>
      ) : (
        <table className="entry-table">
          <thead>
            <tr>
              <th scope="col">{t('assessment.entry.fact')}</th>
              <th scope="col">{t('assessment.entry.known')}</th>
              <th scope="col">{t('assessment.entry.new')}</th>
            </tr>
          </thead>
          <tbody>
            {facts.map(([id, figure]) => {
              const fact = titled.titles.factOf(id)
              if (fact === undefined) return null
              return (
                <tr key={id}>
                  <th scope="row">{text(fact.title)}</th>
                  <td>
                    {figure === null ? (
                      <Tag tone="amber">{t('assessment.entry.missing')}</Tag>
                    ) : (
                      <>
                        {formatValue(fact, figure.value, language)}{' '}
                        <span className="quiet">{t(`assessment.sources.${figure.source}`)}</span>
                      </>
                    )}
                  </td>
                  <td>
                    <ValueInput
                      definition={fact}
                      label={t('assessment.entry.newOf', { fact: text(fact.title) })}
                      value={typed[id] ?? null}
                      onCommit={(value) =>
                        setTyped((known) => {
                          const { [id]: _, ...others } = known
                          return value === null ? others : { ...others, [id]: value }
                        })
                      }
                    />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      {facts.length > 0 && (
        <div className="close-tools">
          <Button
            type="primary"
            disabled={Object.keys(typed).length === 0}
            loading={saving.isPending}
            onClick={() => saving.mutate()}
          >
            {Object.keys(typed).length === 0
              ? t('assessment.entry.saveNone')
              : t('assessment.entry.save', { count: Object.keys(typed).length })}
          </Button>
        </div>
      )}
    </CloseStep>
  )
}
