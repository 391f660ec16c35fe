import type { Text } from '@jieli/engine'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'

/** An office that is to be added, once it has a name. */
export function NewOffice(props: { readonly onAdd: (title: Text) => void }) {
  const { t } = useTranslation()
  const [title, setTitle] = useState<Text>()
  // A new form for each office: what was typed for one is not shown for the next.
  const [number, setNumber] = useState(0)
  return (
    <section className="part-box" aria-label={t('offices.add')}>
      <OptionalTextPair
        key={number}
        label={t('offices.newName')}
        value={title}
        onCommit={setTitle}
      />
      <Button
        type="primary"
        disabled={title === undefined}
        onClick={() => {
          if (title === undefined) return
          props.onAdd(title)
          setTitle(undefined)
          setNumber(number + 1)
        }}
      >
        {t('offices.add')}
      </Button>
    </section>
  )
}
