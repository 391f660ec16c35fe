import type { CaseDraft } from '@jieli/server/contracts'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { CommentForm } from './comment-form.tsx'

/** What the draft changes in the version in force, in sentences, each to be remarked on while the procedure goes on. */
export function DraftChanges(props: {
  readonly id: string
  readonly changes: CaseDraft['changes']
  readonly open: boolean
  /** Set where no version is in force that it would change. */
  readonly first: boolean
}) {
  const { t } = useTranslation()
  const text = useText()
  const [remarked, setRemarked] = useState<string>()
  return (
    <>
      <h3>
        {t(props.first ? 'approvals.contents' : 'approvals.changes', {
          count: props.changes.length,
        })}
      </h3>
      <ul className="draft-changes">
        {props.changes.map(({ kind, path, sentence, rows }) => {
          const words = text(sentence)
          return (
            <li key={`${kind} ${path}`}>
              <div className="draft-change">
                <p>{words}</p>
                {props.open && remarked !== path && (
                  <Button
                    size="small"
                    aria-label={t('approvals.commentOn', { change: words })}
                    onClick={() => setRemarked(path)}
                  >
                    {t('approvals.comment')}
                  </Button>
                )}
              </div>
              {rows.length > 0 && (
                <details>
                  <summary>{t('approvals.sides')}</summary>
                  <dl className="draft-sides">
                    {rows.map(({ field, sides }, at) => (
                      <div key={at}>
                        <dt>{text(field)}</dt>
                        <dd>
                          {kind !== 'added' && (
                            <>
                              <del>{text(sides[0])}</del> →{' '}
                            </>
                          )}
                          {text(sides[1])}
                        </dd>
                      </div>
                    ))}
                  </dl>
                </details>
              )}
              {remarked === path && (
                <CommentForm
                  id={props.id}
                  path={path}
                  label={t('approvals.commentOn', { change: words })}
                  onDone={() => setRemarked(undefined)}
                />
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
