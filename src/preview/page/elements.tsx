import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Confirm, type ConfirmObject } from './dialog.tsx'
import { Field, Moment } from './fields.tsx'
import { Multi, Overflow, Suggest } from './pickers.tsx'
import { Picture } from './picture.tsx'
import { type Group, groupsOf, type TextObject } from './surface.ts'
import { Text } from './text.tsx'
import { type ElementProps, named, textOf, useElement } from './use-element.ts'

/** Interactive elements. Those in an input block wait for the submission unless it dispatches. */

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
