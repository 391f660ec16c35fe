import { type CodeSystem, maxCodes } from '@jieli/engine'
import type { ReadCodeTable } from '@jieli/server/contracts'
import { Modal, Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { importCodes } from '../../document/commands/import-codes.ts'
import { useRunCommand } from '../../document/editing/use-document.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { ProblemTable } from '../../kit/notices/problem-table.tsx'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { type Intake, intakes, takeInCodes } from './take-in-codes.ts'
import { useCodeColumn } from './use-code-column.ts'

/** What a table would add, rename and remove, before anything changes. */
export function IntakeDialog(props: {
  readonly codeSystem: CodeSystem
  readonly read: ReadCodeTable
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const run = useRunCommand()
  const columnTitle = useCodeColumn()
  const [intake, setIntake] = useState<Intake>('merge')
  const { codeSystem, read, onClose } = props
  const taken = takeInCodes(codeSystem.codes, read.codes, intake)
  const { added, renamed, removed, reordered } = taken
  const tooMany = taken.codes.length > maxCodes
  const same = added.length + renamed.length + removed.length === 0 && !reordered
  return (
    <Modal
      open
      width={720}
      title={t('codeLists.intake.title', { title: text(codeSystem.title) })}
      okText={t('codeLists.intake.take')}
      cancelText={t('codeLists.cancel')}
      okButtonProps={{ disabled: tooMany || same }}
      onOk={() => {
        run(importCodes(codeSystem.id, taken.codes))
        onClose()
      }}
      onCancel={onClose}
    >
      <p>{t('codeLists.intake.read', { count: read.codes.length })}</p>
      <Segmented<Intake>
        aria-label={t('codeLists.intake.way')}
        value={intake}
        options={intakes.map((value) => ({ value, label: t(`codeLists.intake.${value}`) }))}
        onChange={setIntake}
      />
      <p className="quiet">{t(`codeLists.intake.hints.${intake}`)}</p>
      {tooMany && (
        <Notice
          kind="error"
          title={t('codeLists.intake.tooMany', { count: taken.codes.length, limit: maxCodes })}
        />
      )}
      {same && <Notice kind="info" title={t('codeLists.intake.same')} />}
      <Codes
        title={t('codeLists.intake.added', { count: added.length })}
        lines={added.map(({ id, title }) => [id, title[language]])}
      />
      <Codes
        title={t('codeLists.intake.renamed', { count: renamed.length })}
        lines={renamed.map(({ code, before }) => [
          code.id,
          before.zh === code.title.zh
            ? `${before.en} → ${code.title.en}`
            : `${before.zh} → ${code.title.zh}`,
        ])}
      />
      <Codes
        title={t('codeLists.intake.removed', { count: removed.length })}
        lines={removed.map(({ id, title }) => [id, title[language]])}
      />
      {reordered && <p>{t('codeLists.intake.reordered')}</p>}
      {read.notes.length > 0 && (
        <details>
          <summary>{t('codeLists.intake.notes', { count: read.notes.length })}</summary>
          <ProblemTable columnTitle={columnTitle} problems={read.notes} />
        </details>
      )}
    </Modal>
  )
}

/** How many codes of each kind are listed; the rest is counted. */
const shown = 100

function Codes(props: {
  readonly title: string
  readonly lines: readonly (readonly [code: string, words: string])[]
}): ReactNode {
  const { t } = useTranslation()
  const { lines } = props
  if (lines.length === 0) return null
  return (
    <section className="intake-codes">
      <h3>{props.title}</h3>
      <ul>
        {lines.slice(0, shown).map(([code, words]) => (
          <li key={code}>
            <span className="code">{code}</span> {words}
          </li>
        ))}
      </ul>
      {lines.length > shown && (
        <p className="quiet">{t('codeLists.intake.more', { count: lines.length - shown })}</p>
      )}
    </section>
  )
}
