import { shortId, type UnitChangePreview as Preview } from '@jieli/server/contracts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../kit/notices/notice.tsx'
import { useText } from '../../kit/i18n/use-language.ts'

/** What a change hands over, in lists, and what it does not, and why. */
export function UnitChangePreview(props: { readonly preview: Preview }) {
  const { t } = useTranslation()
  const text = useText()
  const { preview } = props
  const { change, unit, successor, lists, below, offices, open, cases, duties, byHand } = preview
  const comma = t('tables.comma')
  const names = (named: readonly { readonly title: string }[]) =>
    named.map(({ title }) => title).join(comma)
  const to = successor?.title ?? ''
  if (change.kind === 'renamed')
    return (
      <section className="unit-change-preview">
        <h2>{t('unitChanges.preview')}</h2>
        <p>{t('unitChanges.renames', { unit: unit.title, title: change.title, on: change.on })}</p>
        <p className="quiet">{t('unitChanges.renameKeeps', { lists: names(lists) })}</p>
        <ByHand items={byHand} />
      </section>
    )
  return (
    <section className="unit-change-preview">
      <h2>{t('unitChanges.preview')}</h2>
      <p>
        {t(`unitChanges.ends.${change.kind}`, { unit: unit.title, successor: to, on: change.on })}
      </p>
      <Handed title={t('unitChanges.cases', { count: open })}>
        {open === 0 ? null : (
          <>
            <p className="quiet">{t('unitChanges.casesHint', { unit: unit.title })}</p>
            <details>
              <summary>{t('unitChanges.showCases')}</summary>
              <ul>
                {cases.map((each) => (
                  <li key={each.case}>
                    <span className="code">{shortId(each.case)}</span>{' '}
                    {t('unitChanges.case', {
                      title: text(each.title),
                      state: text(each.state),
                      parties: each.parties.map((party) => text(party)).join(comma),
                      successor: to,
                    })}
                    {each.duties.length > 0 &&
                      t('unitChanges.caseDuties', {
                        duties: each.duties.map((duty) => text(duty)).join(comma),
                      })}
                  </li>
                ))}
              </ul>
              {cases.length < open && (
                <p className="quiet">{t('unitChanges.firstCases', { count: cases.length })}</p>
              )}
            </details>
          </>
        )}
      </Handed>
      {duties.length > 0 && (
        <Handed title={t('unitChanges.duties', { successor: to })}>
          <p>
            {duties
              .map(({ title, count }) =>
                t('unitChanges.duty', { title: text(title), number: count }),
              )
              .join(comma)}
          </p>
        </Handed>
      )}
      {offices.length > 0 && (
        <Handed title={t('unitChanges.offices', { successor: to })}>
          <p>{offices.map((office) => text(office)).join(comma)}</p>
        </Handed>
      )}
      {below.length > 0 && (
        <Handed title={t('unitChanges.below', { successor: to })}>
          <p>{names(below)}</p>
        </Handed>
      )}
      {(['accounts', 'keys', 'webhooks'] as const).map((kind) => (
        <Handed key={kind} title={t(`unitChanges.${kind}`, { count: preview[kind].length })}>
          {preview[kind].length > 0 && <p>{names(preview[kind])}</p>}
        </Handed>
      ))}
      <p className="quiet">{t('unitChanges.keeps', { unit: unit.title })}</p>
      <ByHand items={byHand} />
      <p className="quiet">{t('unitChanges.unseen')}</p>
    </section>
  )
}

function Handed(props: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <>
      <h3>{props.title}</h3>
      {props.children}
    </>
  )
}

/** What somebody has to look after, each with why. */
function ByHand(props: { readonly items: Preview['byHand'] }) {
  const { t } = useTranslation()
  const text = useText()
  if (props.items.length === 0) return null
  return (
    <Notice kind="warning" title={t('unitChanges.byHand', { count: props.items.length })}>
      <ul>
        {props.items.map(({ kind, id, title, because }) => (
          <li key={`${kind} ${id} ${because.en}`}>
            {t('unitChanges.left', { kind: t(`unitChanges.leftKinds.${kind}`), title })}
            {text(because)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
