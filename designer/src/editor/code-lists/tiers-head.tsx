import { PlusOutlined } from '@ant-design/icons'
import type { CodeSystem } from '@jieli/engine'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addCode } from '../../document/commands/add-code.ts'
import { LockedFields } from '../../document/editing/locked-fields.tsx'
import { useRunCommand } from '../../document/editing/use-document.ts'
import { useLockedBy } from '../../document/editing/use-locked-by.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { NewCode } from './new-code.tsx'

/** The tiers of units from low to high, and a way to put one between two others. */
export function TiersHead(props: { readonly tiers: CodeSystem }) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const { id, codes } = props.tiers
  // How many tiers lie below the one that is to be added.
  const [at, setAt] = useState<number>()
  const locked = useLockedBy()(`/codeSystems/${id}`) !== undefined
  const place = (below: number): string => {
    const [low, high] = [codes[below - 1], codes[below]].map((code) => code && text(code.title))
    if (low === undefined) return t('codeLists.belowTier', { high })
    return high === undefined
      ? t('codeLists.aboveTier', { low })
      : t('codeLists.betweenTiers', { low, high })
  }
  return (
    <section className="tiers-head" aria-labelledby="tiers-head">
      <h2 id="tiers-head">{t('codeLists.tiers')}</h2>
      <p className="quiet">{t('codeLists.tiersHint')}</p>
      <LockedFields locked={locked}>
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => setAt(0)}
        >
          {t('codeLists.addLowestTier')}
        </Button>
        <ol className="tiers">
          {codes.map((code, index) => (
            <li key={code.id} className="tier">
              <strong>{text(code.title)}</strong>
              <span className="quiet">
                {index === 0
                  ? t('codeLists.lowest')
                  : index === codes.length - 1
                    ? t('codeLists.highest')
                    : ''}
              </span>
              <Button
                size="small"
                type="dashed"
                icon={<PlusOutlined aria-hidden />}
                aria-label={t('codeLists.addTierAboveNamed', { title: text(code.title) })}
                onClick={() => setAt(index + 1)}
              >
                {t('codeLists.addTierAbove')}
              </Button>
            </li>
          ))}
        </ol>
        {at !== undefined && at <= codes.length && (
          <NewCode
            key={at}
            label={place(at)}
            addLabel={t('codeLists.addTier')}
            nameLabel={t('codeLists.tierName')}
            base="tier"
            asksCode={false}
            taken={codes.map((code) => code.id)}
            onAdd={(code) => {
              run(addCode(id, code, at))
              setAt(undefined)
            }}
            onCancel={() => setAt(undefined)}
          />
        )}
      </LockedFields>
    </section>
  )
}
