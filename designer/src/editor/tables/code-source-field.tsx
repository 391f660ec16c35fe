import { type Code, valueTypeModules, type ValueType } from '@jieli/engine'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useRuleset } from '../../document/editing/use-document.ts'
import { Field } from '../../kit/fields/field.tsx'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { CodesEditor } from './codes-editor.tsx'
import { newCode } from './new-titles.ts'

/** Where the codes of a fact or parameter come from: a code system, or codes of its own; neither leaves them open. */
export interface CodeSource {
  readonly own: Code[] | undefined
  readonly codeSystem: string | undefined
}

const open = 'open'
const own = 'own'
const listed = (id: string): string => `list ${id}`

/** Chooses where the codes come from: any, a list of its own, or a code system. */
export function CodeSourceField(props: {
  readonly type: ValueType
  readonly source: CodeSource
  readonly onCommit: (source: CodeSource) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const disabled = useDisabled()
  const { codeSystems } = useRuleset()
  const { type, source, onCommit } = props
  const ordered = valueTypeModules[type].ordersCodes === true
  const chosen =
    source.codeSystem !== undefined
      ? listed(source.codeSystem)
      : source.own !== undefined
        ? own
        : open
  const choose = (next: string): void => {
    const list = codeSystems.find(({ id }) => listed(id) === next)
    if (list !== undefined) onCommit({ own: undefined, codeSystem: list.id })
    else if (next === open) onCommit({ own: undefined, codeSystem: undefined })
    else {
      // Codes of its own begin as those it had.
      const before = codeSystems.find(({ id }) => id === source.codeSystem)
      const codes = before?.codes.map(({ id: code, title }) => ({ code, title }))
      onCommit({ own: source.own ?? codes ?? [newCode], codeSystem: undefined })
    }
  }
  return (
    <Field title={t('tables.codes')} {...(ordered ? { hint: t('codeLists.orderedHint') } : {})}>
      <Select
        className="code-source"
        popupMatchSelectWidth={false}
        aria-label={t('codeLists.source')}
        disabled={disabled()}
        value={chosen}
        options={[
          // What has an order has a list: without one nothing says what is above what.
          ...(ordered && chosen !== open
            ? []
            : [{ value: open, label: t(ordered ? 'codeLists.noCodes' : 'codeLists.openCodes') }]),
          { value: own, label: t('codeLists.ownCodes') },
          ...codeSystems.map(({ id, title }) => ({
            value: listed(id),
            label: t('codeLists.codesFrom', { title: text(title) }),
          })),
        ]}
        onChange={choose}
      />
      {source.codeSystem !== undefined && (
        <p>
          <Link to={`../code-lists?at=/codeSystems/${source.codeSystem}`}>
            {t('codeLists.showList')}
          </Link>
        </p>
      )}
      {source.own !== undefined && source.codeSystem === undefined && (
        <CodesEditor
          codes={source.own}
          onCommit={(codes) =>
            onCommit({ own: codes.length === 0 ? undefined : codes, codeSystem: undefined })
          }
        />
      )}
    </Field>
  )
}
