import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { Code } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { freshId } from '../../document/state/fresh-id.ts'
import { CommitInput } from '../../kit/fields/commit-input.tsx'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { withWords } from '../../kit/fields/with-words.ts'
import { newCode } from './new-titles.ts'

/** The codes of a fact or parameter of its own, each with its titles, in their order. */
export function CodesEditor(props: {
  readonly codes: readonly Code[]
  readonly onCommit: (codes: Code[]) => void
}) {
  const { t } = useTranslation()
  const disabled = useDisabled()
  const { codes, onCommit } = props
  const replace = (place: number, code: Code): void =>
    onCommit(codes.map((other, index) => (index === place ? code : other)))
  const move = (place: number, to: number): void =>
    onCommit(codes.toSpliced(place, 1).toSpliced(to, 0, ...codes.slice(place, place + 1)))
  return (
    <div className="codes">
      {codes.map((code, place) => (
        <div className="code-row" key={place}>
          <CommitInput
            className="code"
            label={t('tables.code', { number: place + 1 })}
            value={code.code}
            check={(next) =>
              next.trim() === '' ||
              codes.some((other, index) => index !== place && other.code === next)
                ? t('tables.codeTaken')
                : undefined
            }
            onCommit={(next) => replace(place, { ...code, code: next })}
          />
          <CommitInput
            label={t('tables.codeTitle.zh', { number: place + 1 })}
            value={code.title.zh}
            check={(next) => (next.trim() === '' ? t('fields.required') : undefined)}
            onCommit={(next) =>
              replace(place, { ...code, title: withWords(code.title, 'zh', next) })
            }
          />
          <CommitInput
            label={t('tables.codeTitle.en', { number: place + 1 })}
            placeholder={t('codeLists.asChinese')}
            value={code.title.en === code.title.zh ? '' : code.title.en}
            onCommit={(next) =>
              replace(place, { ...code, title: withWords(code.title, 'en', next) })
            }
          />
          <span className="code-tools">
            {(
              [
                ['up', ArrowUpOutlined, place - 1],
                ['down', ArrowDownOutlined, place + 1],
              ] as const
            ).map(([way, Icon, to]) => (
              <Button
                key={way}
                type="text"
                icon={<Icon aria-hidden />}
                aria-label={t(`tables.moveCode.${way}`, { code: code.code })}
                disabled={disabled(codes[to] === undefined)}
                onClick={() => move(place, to)}
              />
            ))}
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t('tables.removeCode', { code: code.code })}
              disabled={disabled()}
              onClick={() => onCommit(codes.filter((_, index) => index !== place))}
            />
          </span>
        </div>
      ))}
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined aria-hidden />}
        disabled={disabled()}
        onClick={() => {
          const code = freshId(
            newCode.code,
            codes.map((other) => other.code),
          )
          onCommit([...codes, { ...newCode, code }])
        }}
      >
        {t('tables.addCode')}
      </Button>
    </div>
  )
}
