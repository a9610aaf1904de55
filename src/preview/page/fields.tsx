import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { type ElementProps, named, textOf, useElement } from './use-element.ts'

/** Fields that are typed into: text, numbers, dates, times. */

interface FieldProps extends ElementProps {
  kind: 'text' | 'date' | 'time' | 'email' | 'url'
  mode?: 'decimal'
}

/** The type is known only here; preact's own types want one branch for each. */
type Attributes = JSX.IntrinsicElements['input']

export function Field(props: FieldProps) {
  const { value, put, send, change } = useElement(props)
  const { element, kind, mode, input } = props
  const held = value === null ? '' : String(value)
  const isText = kind !== 'date' && kind !== 'time'
  const most = typeof element.max_length === 'number' ? element.max_length : undefined
  const shared = {
    class: 'field',
    ...named(props),
    value: held,
    placeholder: textOf(element.placeholder),
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      isText ? put(currentTarget.value) : change(currentTarget.value || null),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !isText || !input?.dispatch) return
    event.preventDefault()
    send(held)
  }
  return (
    <>
      {element.multiline ? (
        <Growing {...shared} />
      ) : (
        <input {...({ type: kind, inputMode: mode, ...shared, onKeyDown } as Attributes)} />
      )}
      {most !== undefined && held.length > most * 0.8 && (
        <small class="count">{most - held.length} characters left</small>
      )}
    </>
  )
}

function Growing(props: JSX.IntrinsicElements['textarea']) {
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (!box.current) return
    box.current.style.height = 'auto'
    box.current.style.height = `${Math.min(box.current.scrollHeight + 2, 300)}px`
  }, [props.value])
  return <textarea ref={box} rows={3} {...props} />
}

/** A date and a time, in the reader's zone; payloads carry seconds. */
export function Moment(props: ElementProps) {
  const { value, change } = useElement(props)
  const local = (seconds: number) => {
    const at = new Date(seconds * 1000)
    return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
  }
  return (
    <input
      type="datetime-local"
      class="field"
      {...named(props)}
      value={typeof value === 'number' ? local(value) : ''}
      onChange={({ currentTarget }) => {
        const at = new Date(currentTarget.value).getTime()
        change(Number.isNaN(at) ? null : Math.floor(at / 1000))
      }}
    />
  )
}
