import { type CodeSystem, maxCodes } from '@jieli/engine'
import { Input, Pagination } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addCode } from '../../document/commands/add-code.ts'
import { useRunCommand } from '../../document/editing/use-document.ts'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { CodeRow } from './code-row.tsx'
import { NewCode } from './new-code.tsx'
import { RemovedCodes } from './removed-codes.tsx'

/** How many codes stand on the screen at once: a list may have thousands. */
const pageSize = 50

/** The codes of a list, a page at a time: to search, to change, and to add to. */
export function CodeTable(props: {
  readonly codeSystem: CodeSystem
  /** The same list below, where it is inherited. */
  readonly below: CodeSystem | undefined
  /** True where facts compare its codes by their order. */
  readonly ordered: boolean
}) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const fixed = useDisabled()()
  const { codeSystem, below, ordered } = props
  const { id, codes } = codeSystem
  const theirs = useMemo(
    () => below && new Map(below.codes.map((code) => [code.id, code])),
    [below],
  )
  const [search, setSearch] = useState('')
  const term = useDeferredValue(search.trim().toLowerCase())
  const found = useMemo(
    () =>
      codes.flatMap((code, index) =>
        `${code.id} ${code.title.zh} ${code.title.en}`.toLowerCase().includes(term) ? [index] : [],
      ),
    [codes, term],
  )
  const [wanted, setPage] = useState(1)
  const page = Math.max(1, Math.min(wanted, Math.ceil(found.length / pageSize)))
  const [inserting, setInserting] = useState<number>()
  const at = inserting === undefined ? codes.length : Math.min(inserting, codes.length)
  const next = inserting === undefined ? undefined : codes[at]
  const columns = ['number', 'code', 'zh', 'en', ...(below === undefined ? [] : ['origin'])]
  return (
    <>
      <p className="quiet">{t(ordered ? 'codeLists.orderedHint' : 'codeLists.orderHint')}</p>
      <Input
        allowClear
        className="code-search"
        aria-label={t('codeLists.search')}
        placeholder={t('codeLists.search')}
        value={search}
        disabled={false}
        onChange={(event) => {
          setSearch(event.target.value)
          setPage(1)
        }}
      />
      <table
        className="code-table"
        aria-label={t('codeLists.codesOf', { title: text(codeSystem.title) })}
      >
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`codeLists.columns.${ordered && column === 'number' ? 'rank' : column}`)}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{t('codeLists.columns.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {found.slice((page - 1) * pageSize, page * pageSize).map((index) => (
            <CodeRow
              key={codes[index]?.id}
              codeSystem={id}
              codes={codes}
              index={index}
              theirs={theirs}
              fixed={fixed}
              onInsert={setInserting}
            />
          ))}
        </tbody>
      </table>
      {found.length === 0 && <p className="quiet">{t('tables.nothingFound')}</p>}
      <Pagination
        size="small"
        current={page}
        pageSize={pageSize}
        showSizeChanger={false}
        hideOnSinglePage
        disabled={false}
        total={found.length}
        onChange={setPage}
      />
      {theirs !== undefined && <RemovedCodes codeSystem={id} codes={codes} theirs={theirs} />}
      {codes.length < maxCodes && (
        <NewCode
          key={next?.id ?? ''}
          label={
            next === undefined
              ? t('codeLists.addCode')
              : t('codeLists.insertBefore', { title: text(next.title) })
          }
          addLabel={t('codeLists.add')}
          nameLabel={t('codeLists.codeName')}
          base="code"
          asksCode
          taken={codes.map((code) => code.id)}
          onAdd={(code) => {
            run(addCode(id, code, at))
            setInserting(undefined)
            if (next === undefined) {
              setSearch('')
              setPage(Math.ceil((codes.length + 1) / pageSize))
            }
          }}
          {...(next === undefined ? {} : { onCancel: () => setInserting(undefined) })}
        />
      )}
    </>
  )
}
