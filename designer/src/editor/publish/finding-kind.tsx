import { Button, Checkbox, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FindingRow } from './finding-row.tsx'
import { type Finding, isStatement } from './findings.ts'
import type { Publication } from './use-publication.ts'

/** Findings of one kind with what is written of them: a single one at once, several as the person chooses. */
export function FindingKind(props: {
  readonly findings: readonly Finding[]
  readonly publication: Publication
  readonly onClose: () => void
}) {
  const [only, ...others] = props.findings
  if (only === undefined) return null
  return others.length === 0 ? (
    <SingleFinding finding={only} publication={props.publication} onClose={props.onClose} />
  ) : (
    <SeveralFindings {...props} />
  )
}

function SingleFinding(props: {
  readonly finding: Finding
  readonly publication: Publication
  readonly onClose: () => void
}) {
  const { finding, publication } = props
  return (
    <div className="finding-kind">
      <FindingRow finding={finding} ruleset={publication.ruleset} onJump={props.onClose} />
      <Statement
        words={publication.words.get(finding.key) ?? ''}
        onChange={(words) => publication.write([finding.key], words)}
      />
    </div>
  )
}

function SeveralFindings(props: {
  readonly findings: readonly Finding[]
  readonly publication: Publication
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { findings, publication } = props
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [words, setWords] = useState('')
  const open = findings.filter(({ key }) => !isStatement(publication.words.get(key)))
  const picked = open.filter(({ key }) => chosen.has(key))
  const choose = (keys: readonly string[], on: boolean): void => {
    const next = new Set(chosen)
    for (const key of keys)
      if (on) next.add(key)
      else next.delete(key)
    setChosen(next)
  }
  return (
    <div className="finding-kind">
      {open.length > 1 && (
        <Checkbox
          checked={picked.length === open.length}
          indeterminate={picked.length > 0 && picked.length < open.length}
          onChange={({ target }) =>
            choose(
              open.map(({ key }) => key),
              target.checked,
            )
          }
        >
          {t('publish.acknowledge.all', { count: open.length })}
        </Checkbox>
      )}
      {findings.map((finding) => (
        <FindingRow
          key={finding.key}
          finding={finding}
          ruleset={publication.ruleset}
          onJump={props.onClose}
          chosen={chosen.has(finding.key)}
          onChoose={(on) => choose([finding.key], on)}
          words={publication.words.get(finding.key)}
          onRewrite={() => {
            setWords(publication.words.get(finding.key) ?? '')
            publication.write([finding.key], '')
            choose([finding.key], true)
          }}
        />
      ))}
      {open.length > 0 && (
        <>
          <Statement words={words} onChange={setWords} />
          <Button
            disabled={picked.length === 0 || !isStatement(words)}
            onClick={() => {
              publication.write(
                picked.map(({ key }) => key),
                words,
              )
              setChosen(new Set())
              setWords('')
            }}
          >
            {t('publish.acknowledge.write', { count: picked.length })}
          </Button>
        </>
      )}
    </div>
  )
}

function Statement(props: { readonly words: string; readonly onChange: (words: string) => void }) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div className="finding-words">
      <label htmlFor={id}>{t('publish.acknowledge.words')}</label>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2 }}
        maxLength={1000}
        value={props.words}
        onChange={({ target }) => props.onChange(target.value)}
      />
    </div>
  )
}
