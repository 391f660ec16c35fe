import { formats, type ListedCode, type Text } from '@jieli/engine'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { idFromTitle } from '../../document/state/id-from-title.ts'
import { CommitInput } from '../../kit/fields/commit-input.tsx'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { useDisabled } from '../../kit/fields/use-disabled.ts'

/** A code that is to be added, once it has a name. Nobody has to think of a code: without one it is made here. */
export function NewCode(props: {
  /** What the form is for, and what its button says. */
  readonly label: string
  readonly addLabel: string
  readonly nameLabel: string
  /** What a code made here begins with where there is no English name. */
  readonly base: string
  /** Set where cases write codes that somebody issued. */
  readonly asksCode: boolean
  readonly taken: readonly string[]
  readonly onAdd: (code: ListedCode) => void
  readonly onCancel?: () => void
}) {
  const { t } = useTranslation()
  const disabled = useDisabled()
  const [title, setTitle] = useState<Text>()
  const [code, setCode] = useState('')
  // A new form for each code: what was typed for one is not shown for the next.
  const [number, setNumber] = useState(0)
  const { base, taken } = props
  const check = (given: string): string | undefined => {
    if (given === '') return undefined
    if (!formats.code.pattern.test(given) || given.length > 100) return t('codeLists.codeForm')
    return taken.includes(given) ? t('codeLists.codeTaken') : undefined
  }
  const add = (): void => {
    if (title === undefined) return
    props.onAdd({ id: code === '' ? idFromTitle(title, base, taken) : code, title })
    setTitle(undefined)
    setCode('')
    setNumber(number + 1)
  }
  return (
    <section className="new-code" aria-label={props.label} key={number}>
      <strong>{props.label}</strong>
      {props.asksCode && (
        <CommitInput
          className="code"
          label={t('codeLists.newCode')}
          placeholder={t('codeLists.newCodeHint')}
          value={code}
          check={(given) => check(given.trim())}
          onCommit={(given) => setCode(given.trim())}
        />
      )}
      <OptionalTextPair label={props.nameLabel} value={title} onCommit={setTitle} />
      <div className="new-code-tools">
        <Button type="primary" disabled={disabled(title === undefined)} onClick={add}>
          {props.addLabel}
        </Button>
        {props.onCancel !== undefined && (
          <Button onClick={props.onCancel}>{t('codeLists.cancel')}</Button>
        )}
      </div>
    </section>
  )
}
