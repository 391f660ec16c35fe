import type { CodeMap, CodeMapKind } from '@jieli/server/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readCodeMapEntries } from '../../api/code-maps.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'

const kinds = ['oneToOne', 'manyToOne', 'oneToMany', 'none'] as const satisfies CodeMapKind[]

/** The entries of a map, looked for by code, name and kind. */
export function CodeMapEntriesTable({ map }: { readonly map: CodeMap }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState<CodeMapKind | ''>('')
  const entries = useInfiniteQuery({
    queryKey: ['code-map-entries', map.id, search, kind],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) =>
      await readCodeMapEntries(map.id, {
        search,
        limit: 50,
        ...(kind !== '' && { kind }),
        ...(pageParam !== undefined && { cursor: pageParam }),
      }),
    getNextPageParam: (page) => page.next,
  })
  const items = (entries.data?.pages ?? []).flatMap((page) => page.items)
  return (
    <>
      <div className="code-map-tools">
        <Input.Search
          className="code-map-search"
          allowClear
          aria-label={t('codeMaps.search')}
          placeholder={t('codeMaps.search')}
          enterButton={t('cases.search')}
          onSearch={(text) => setSearch(text.trim())}
        />
        <Select<CodeMapKind | ''>
          className="code-map-kind"
          aria-label={t('codeMaps.columns.kind')}
          value={kind}
          options={[
            { value: '', label: t('codeMaps.allKinds') },
            ...kinds.map((each) => ({ value: each, label: t(`codeMaps.kinds.${each}`) })),
          ]}
          onChange={setKind}
        />
      </div>
      {entries.isPending && <Waiting />}
      <FailureNotice error={entries.error} />
      {entries.isSuccess && items.length === 0 && <p>{t('codeMaps.notFound')}</p>}
      {items.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{map.source.name}</th>
              <th scope="col">{t('codeMaps.columns.kind')}</th>
              <th scope="col">{map.target.name}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((entry) => (
              <tr key={entry.code}>
                <th scope="row">
                  <Coded {...entry} />
                </th>
                <td>{t(`codeMaps.kinds.${entry.kind}`)}</td>
                <td>
                  {entry.targets.map((target) => (
                    <div key={target.code}>
                      <Coded {...target} />
                    </div>
                  ))}
                  {entry.targets.length === 0 && t('codeMaps.noTarget')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {entries.hasNextPage && (
        <Button loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
          {t('people.more')}
        </Button>
      )}
    </>
  )
}

function Coded(props: { readonly code: string; readonly name: string | null }) {
  return (
    <>
      <span className="code">{props.code}</span> {props.name}
    </>
  )
}
