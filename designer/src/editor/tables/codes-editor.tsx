import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { Code } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { freshId } from '../../document/state/fresh-id.ts'
import { CommitInput } from '../../kit/fields/commit-input.tsx'

/** The allowed codes of a fact, each with its titles; none of them leaves the code system open. */
export function CodesEditor(props: {
  readonly codes: readonly Code[]
  readonly onCommit: (codes: Code[]) => void
}) {
  const { t } = useTranslation()
  const { codes, onCommit } = props
  const replace = (place: number, code: Code): void =>
    onCommit(codes.map((other, index) => (index === place ? code : other)))
  return (
    <div className="codes">
      {codes.length === 0 && <p className="quiet">{t('tables.openCodes')}</p>}
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
          {(['zh', 'en'] as const).map((language) => (
            <CommitInput
              key={language}
              label={t(`tables.codeTitle.${language}`, { number: place + 1 })}
              value={code.title[language]}
              check={(next) => (next.trim() === '' ? t('fields.required') : undefined)}
              onCommit={(next) =>
                replace(place, { ...code, title: { ...code.title, [language]: next } })
              }
            />
          ))}
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('tables.removeCode', { code: code.code })}
            onClick={() => onCommit(codes.filter((_, index) => index !== place))}
          />
        </div>
      ))}
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => {
          const code = freshId(
            'code',
            codes.map((other) => other.code),
          )
          onCommit([...codes, { code, title: { zh: code, en: code } }])
        }}
      >
        {t('tables.addCode')}
      </Button>
    </div>
  )
}
