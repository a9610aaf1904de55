import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { act, useStore } from './store.ts'
import { keyOf, type Surface, SurfaceContext } from './surface.ts'
import type { Given, Where } from './wire.ts'

/** Gives the elements inside their place: what was entered stays while blocks come and go. */
interface Props {
  /** What keeps its values when its blocks are replaced: a message's ts, a modal's root id. */
  key_: string
  where: Where
  errors?: Record<string, string>
  /** The values, for whoever submits them. */
  entered?: (values: Record<string, Given>) => void
  children: ComponentChildren
}

const NONE = {}

export function SurfaceOf({ key_: key, where, errors = NONE, entered, children }: Props) {
  const state = useStore()
  const [values, setValues] = useState<Record<string, Given>>({})
  const put = (blockId: string, actionId: string, value: Given) => {
    const next = { ...values, [keyOf(blockId, actionId)]: value }
    setValues(next)
    entered?.(next)
    return next
  }
  const surface: Surface = {
    key,
    values,
    errors,
    users: state?.users ?? [],
    channels: state?.channels ?? [],
    set: put,
    send: (blockId, actionId, value) =>
      act({
        kind: 'click',
        where,
        blockId,
        actionId,
        value,
        ...('view' in where && { filled: byBlock(values) }),
      }),
    suggest: async (actionId, query) =>
      (await act({ kind: 'suggest', where, actionId, query })).options ?? [],
  }
  return <SurfaceContext.Provider value={surface}>{children}</SurfaceContext.Provider>
}

/** An input block has one element, so its block id names it. */
export const byBlock = (values: Record<string, Given>): Record<string, Given> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key.split(' ')[0] ?? key, value]),
  )
