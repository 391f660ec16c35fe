import type { ListedCode, Text } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { changeCode } from '../../document/commands/change-code.ts'
import { moveCode } from '../../document/commands/move-code.ts'
import { removeCode } from '../../document/commands/remove-code.ts'
import { OriginTag } from '../../document/editing/origin-tag.tsx'
import { provenanceOf } from '../../document/editing/provenance.ts'
import { useRunCommand } from '../../document/editing/use-document.ts'
import { CommitInput } from '../../kit/fields/commit-input.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { withWords } from '../../kit/fields/with-words.ts'
import { LineMenu } from '../tables/line-menu.tsx'

/** One code of a list: its titles, where it comes from, and what can be done with it. */
export function CodeRow(props: {
  readonly codeSystem: string
  readonly codes: readonly ListedCode[]
  /** Its place in the whole list. */
  readonly index: number
  /** The codes of the same list below, where it is inherited. */
  readonly theirs: ReadonlyMap<string, ListedCode> | undefined
  /** True when the whole list must stay as it is. */
  readonly fixed: boolean
  readonly onInsert: (at: number) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const { codeSystem, codes, index, theirs, fixed } = props
  const code = codes[index]
  if (code === undefined) return null
  const name = text(code.title)
  const inherited = theirs?.get(code.id)
  const provenance = provenanceOf(inherited, code)
  // Codes that both lie in the list below keep their order there: rules compare by it.
  const keeps = (to: number): boolean =>
    codes[to] === undefined || (inherited !== undefined && theirs?.has(codes[to].id) === true)
  const commit = (language: 'zh' | 'en') => (words: string) =>
    run(
      changeCode(codeSystem, { ...code, title: withWords(code.title, language, words) }, language),
    )
  const move = (key: 'up' | 'down', to: number) => ({
    key,
    label: t(`tables.move${key === 'up' ? 'Up' : 'Down'}`),
    disabled: fixed || keeps(to),
    run: () => run(moveCode(codeSystem, code.id, to)),
  })
  return (
    <tr>
      <td className="quiet">{index + 1}</td>
      <th scope="row" className="code">
        {code.id}
      </th>
      <td>
        <CommitInput
          label={t('codeLists.nameOf', { code: code.id })}
          value={code.title.zh}
          check={(given) => (given.trim() === '' ? t('fields.required') : undefined)}
          onCommit={commit('zh')}
        />
      </td>
      <td>
        <CommitInput
          label={t('codeLists.englishNameOf', { code: code.id })}
          placeholder={t('codeLists.asChinese')}
          value={englishOf(code.title)}
          onCommit={commit('en')}
        />
      </td>
      {theirs !== undefined && (
        <td>
          <OriginTag provenance={provenance} path={`/codeSystems/${codeSystem}/codes/${code.id}`} />
        </td>
      )}
      <td>
        <LineMenu
          label={t('codeLists.actionsOf', { title: name })}
          actions={[
            ...(provenance === 'overrides' && inherited !== undefined
              ? [
                  {
                    key: 'back',
                    label: t('ruleBook.backToTemplate'),
                    disabled: fixed,
                    run: () => run(changeCode(codeSystem, inherited)),
                  },
                ]
              : []),
            {
              key: 'above',
              label: t('tables.insertAbove'),
              disabled: fixed,
              run: () => props.onInsert(index),
            },
            {
              key: 'below',
              label: t('tables.insertBelow'),
              disabled: fixed,
              run: () => props.onInsert(index + 1),
            },
            move('up', index - 1),
            move('down', index + 1),
            {
              key: 'remove',
              label: t('tables.remove'),
              danger: true,
              // A list has at least one code.
              disabled: fixed || codes.length === 1,
              run: () => run(removeCode(codeSystem, code.id)),
            },
          ]}
        />
      </td>
    </tr>
  )
}

/** The English title where it says more than the Chinese. */
function englishOf({ zh, en }: Text): string {
  return en === zh ? '' : en
}
