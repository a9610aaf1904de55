import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Confirm, type ConfirmObject } from './dialog.tsx'
import { Multi, Overflow, Suggest } from './pickers.tsx'
import { type Element, type Group, groupsOf, initialOf, keyOf, useSurface } from './surface.ts'
import { Text, type TextObject } from './text.tsx'
import type { Given } from './wire.ts'

/** Interactive elements. Those in an input block wait for the submission unless it dispatches. */

export interface ElementProps {
  blockId: string
  element: Element
  /** In an input block: its label names the element, and the app hears only on dispatch. */
  input?: { id: string; describedBy: string | undefined; dispatch: boolean; optional: boolean }
}

export function ElementView(props: ElementProps): JSX.Element | null {
  switch (props.element.type) {
    case 'button':
    case 'workflow_button':
      return <Button {...props} />
    case 'icon_button':
      return <Button {...props} />
    case 'feedback_buttons':
      return <Feedback {...props} />
    case 'overflow':
      return <OverflowElement {...props} />
    case 'image':
      return <Picture of={props.element} small />
    case 'static_select':
    case 'users_select':
    case 'channels_select':
    case 'conversations_select':
      return <Select {...props} />
    case 'external_select':
      return <External {...props} />
    case 'multi_static_select':
    case 'multi_users_select':
    case 'multi_channels_select':
    case 'multi_conversations_select':
    case 'multi_external_select':
      return <MultiElement {...props} />
    case 'checkboxes':
    case 'radio_buttons':
      return <Choices {...props} />
    case 'datepicker':
      return <Field {...props} kind="date" />
    case 'timepicker':
      return <Field {...props} kind="time" />
    case 'datetimepicker':
      return <Moment {...props} />
    case 'number_input':
      return <Field {...props} kind="text" mode="decimal" />
    case 'email_text_input':
      return <Field {...props} kind="email" />
    case 'url_text_input':
      return <Field {...props} kind="url" />
    case 'plain_text_input':
      return <Field {...props} kind="text" />
    default:
      return <span class="unknown">[{props.element.type}]</span>
  }
}

/** What the element holds, and what a change of it does. */
function useElement({ blockId, element, input }: ElementProps) {
  const surface = useSurface()
  const key = keyOf(blockId, element.action_id)
  const value = key in surface.values ? (surface.values[key] ?? null) : initialOf(element)
  const put = (next: Given) => surface.set(blockId, element.action_id, next)
  const send = (next: Given) => surface.send(blockId, element.action_id, next)
  const change = (next: Given) => {
    put(next)
    if (!input || input.dispatch) send(next)
  }
  return { surface, value, put, send, change }
}

const textOf = (value: unknown): string => (value as TextObject | undefined)?.text ?? ''

/** A name for those who hear the page: an input's label does it, else its own words. */
const named = ({ element, input }: ElementProps) =>
  input
    ? { id: input.id, 'aria-describedby': input.describedBy }
    : { 'aria-label': textOf(element.placeholder) || 'Choose' }

function Button(props: ElementProps) {
  const { element } = props
  const { send } = useElement(props)
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState(false)
  const confirm = element.confirm as ConfirmObject | undefined
  const press = async () => {
    setAsking(false)
    if (typeof element.url === 'string') window.open(element.url, '_blank', 'noopener')
    setBusy(true)
    await send(null)
    setBusy(false)
  }
  return (
    <>
      <button
        type="button"
        class={`button ${String(element.style ?? '')}`}
        aria-label={(element.accessibility_label as string | undefined) ?? undefined}
        aria-busy={busy}
        onClick={() => (confirm ? setAsking(true) : press())}
      >
        <Text of={element.text} />
      </button>
      {asking && confirm && <Confirm of={confirm} yes={press} no={() => setAsking(false)} />}
    </>
  )
}

function Feedback(props: ElementProps) {
  const { send } = useElement(props)
  const one = (side: 'positive' | 'negative') => {
    const button = props.element[`${side}_button`] as Record<string, unknown>
    return (
      <button type="button" class="button" onClick={() => send(side)}>
        <Text of={button.text} />
      </button>
    )
  }
  return (
    <>
      {one('positive')}
      {one('negative')}
    </>
  )
}

function OverflowElement(props: ElementProps) {
  const { surface, send } = useElement(props)
  const [asked, setAsked] = useState<string>()
  const confirm = props.element.confirm as ConfirmObject | undefined
  const options = groupsOf(props.element, surface).flatMap((group) => group.options)
  return (
    <>
      <Overflow options={options} choose={(value) => (confirm ? setAsked(value) : send(value))} />
      {asked !== undefined && confirm && (
        <Confirm
          of={confirm}
          yes={() => {
            setAsked(undefined)
            send(asked)
          }}
          no={() => setAsked(undefined)}
        />
      )}
    </>
  )
}

function Select(props: ElementProps) {
  const { surface, value, change } = useElement(props)
  const { element, input } = props
  const held = typeof value === 'string' ? value : ''
  const first = textOf(element.placeholder) || 'Choose an option'
  return (
    <select
      class="field"
      {...named(props)}
      value={held}
      onChange={({ currentTarget }) => change(currentTarget.value || null)}
    >
      <option value="" disabled={held !== '' && !input?.optional}>
        {first}
      </option>
      {groupsOf(element, surface).map((group) => (
        <Options key={group.label} group={group} />
      ))}
    </select>
  )
}

function Options({ group }: { group: Group }): ComponentChildren {
  const options = group.options.map((option) => (
    <option key={option.value} value={option.value}>
      {option.text}
    </option>
  ))
  return group.label === '' ? options : <optgroup label={group.label}>{options}</optgroup>
}

function External(props: ElementProps) {
  const { surface, value, change } = useElement(props)
  const initial = props.element.initial_option as { text: TextObject } | undefined
  return (
    <Suggest
      {...named(props)}
      shown={typeof value === 'string' ? (initial ? initial.text.text : value) : ''}
      placeholder={textOf(props.element.placeholder)}
      ask={(query) => surface.suggest(props.element.action_id, query)}
      choose={(option) => change(option.value)}
    />
  )
}

function MultiElement(props: ElementProps) {
  const { surface, value, change } = useElement(props)
  const { element } = props
  const isExternal = element.type === 'multi_external_select'
  return (
    <Multi
      {...named(props)}
      groups={groupsOf(element, surface)}
      ask={isExternal ? (query) => surface.suggest(element.action_id, query) : undefined}
      held={Array.isArray(value) ? value : []}
      most={Number(element.max_selected_items ?? 100)}
      placeholder={textOf(element.placeholder) || 'Choose some options'}
      change={change}
    />
  )
}

function Choices(props: ElementProps) {
  const { surface, value, change } = useElement(props)
  const { element, blockId, input } = props
  const isRadio = element.type === 'radio_buttons'
  const held = Array.isArray(value) ? value : value === null ? [] : [String(value)]
  const name = `${surface.key} ${blockId} ${element.action_id}`
  const toggle = (option: string, on: boolean) => {
    if (isRadio) change(option)
    else change(on ? [...held, option] : held.filter((one) => one !== option))
  }
  const options = (element.options ?? []) as {
    text: TextObject
    value: string
    description?: TextObject
  }[]
  return (
    <fieldset class="choices" aria-labelledby={input && `${input.id}-label`}>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type={isRadio ? 'radio' : 'checkbox'}
            name={name}
            checked={held.includes(option.value)}
            onChange={({ currentTarget }) => toggle(option.value, currentTarget.checked)}
          />
          <span>
            <Text of={option.text} />
            {option.description && (
              <small>
                <Text of={option.description} />
              </small>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

interface FieldProps extends ElementProps {
  kind: 'text' | 'date' | 'time' | 'email' | 'url'
  mode?: 'decimal'
}

/** The type is known only here; preact's own types want one branch for each. */
type Attributes = JSX.IntrinsicElements['input']

function Field(props: FieldProps) {
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
function Moment(props: ElementProps) {
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

/** Pictures from elsewhere are not fetched: their words stand in for them. */
export function Picture({ of, small = false }: { of: Record<string, unknown>; small?: boolean }) {
  const url = typeof of.image_url === 'string' ? of.image_url : ''
  const alt = String(of.alt_text ?? '')
  const own = url.startsWith('data:image/') || url.startsWith(`${location.origin}/`)
  if (own) return <img class={small ? 'thumb' : 'picture'} src={url} alt={alt} />
  return (
    <span class={small ? 'thumb none' : 'picture none'} role="img" aria-label={alt} title={alt} />
  )
}
