import type { JSX } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Group, Option } from './surface.ts'

/** Menus that the browser has no element for: overflow, suggestions, several of many. */

/** Closes when the reader clicks or moves elsewhere. */
function useOpen() {
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    const away = (event: Event) => {
      if (!box.current?.contains(event.target as globalThis.Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', away)
    document.addEventListener('focusin', away)
    return () => {
      document.removeEventListener('pointerdown', away)
      document.removeEventListener('focusin', away)
    }
  }, [open])
  return { open, setOpen, box }
}

interface PopupProps extends Omit<JSX.IntrinsicElements['div'], 'popover' | 'ref'> {
  /** It opens beside this: below, or above where there is more room. */
  anchor: HTMLElement | null
}

/** In the browser's top layer, so that nothing around it cuts it off. */
function Popup({ anchor, children, ...rest }: PopupProps) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const popup = box.current
    if (!popup || !anchor) return
    popup.showPopover()
    const place = () => {
      const at = anchor.getBoundingClientRect()
      const below = innerHeight - at.bottom
      const up = below < popup.offsetHeight + GAP && at.top > below
      const left = Math.min(at.left, innerWidth - popup.offsetWidth - GAP)
      popup.style.top = `${up ? at.top - popup.offsetHeight - GAP : at.bottom + GAP}px`
      popup.style.left = `${Math.max(GAP, left)}px`
    }
    place()
    addEventListener('resize', place)
    addEventListener('scroll', place, true)
    return () => {
      removeEventListener('resize', place)
      removeEventListener('scroll', place, true)
    }
  }, [anchor])
  return (
    <div {...rest} class="menu" popover="manual" ref={box}>
      {children}
    </div>
  )
}

const GAP = 4

/** Arrow keys walk through what can be focused in the list. */
function walk(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  event.preventDefault()
  const list = event.currentTarget as HTMLElement
  const items = [...list.querySelectorAll<HTMLElement>('[role=menuitem],[role=option],input')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  items[(at + step + items.length) % items.length]?.focus()
}

export function Overflow({ options, choose }: { options: Option[]; choose(value: string): void }) {
  const { open, setOpen, box } = useOpen()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (open) box.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
  }, [open])
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <div class="overflow" ref={box}>
      <button
        ref={button}
        type="button"
        class="button icon"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        ⋯
      </button>
      {open && (
        <Popup
          anchor={button.current}
          role="menu"
          tabIndex={-1}
          onKeyDown={(event) => (event.key === 'Escape' ? close() : walk(event))}
        >
          {options.map((option) => (
            <button
              key={option.value}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close()
                if (option.url !== undefined) window.open(option.url, '_blank', 'noopener')
                choose(option.value)
              }}
            >
              {option.text}
              {option.description && <small>{option.description}</small>}
            </button>
          ))}
        </Popup>
      )}
    </div>
  )
}

interface SuggestProps {
  id?: string
  'aria-label'?: string
  'aria-describedby'?: string | undefined
  shown: string
  placeholder: string
  ask(query: string): Promise<Option[]>
  choose(option: Option): void
}

export function Suggest({ shown, placeholder, ask, choose, ...names }: SuggestProps) {
  const { open, setOpen, box } = useOpen()
  const [text, setText] = useState(shown)
  const [options, setOptions] = useState<Option[]>([])
  const list = useId()
  const look = async (query: string) => {
    setText(query)
    setOptions(await ask(query))
    setOpen(true)
  }
  return (
    <div class="suggest" ref={box} onKeyDown={walk}>
      <input
        class="field"
        role="combobox"
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        autoComplete="off"
        {...names}
        value={text}
        placeholder={placeholder}
        onFocus={() => look(text)}
        onInput={({ currentTarget }) => look(currentTarget.value)}
      />
      {open && (
        <Popup anchor={box.current} role="listbox" id={list} aria-label="Suggestions">
          {options.length === 0 && <p>Nothing found</p>}
          {options.map((option) => (
            <button
              key={option.value}
              type="button"
              role="option"
              aria-selected={option.text === text}
              tabIndex={-1}
              onClick={() => {
                setText(option.text)
                setOpen(false)
                choose(option)
              }}
            >
              {option.text}
            </button>
          ))}
        </Popup>
      )}
    </div>
  )
}

interface MultiProps {
  id?: string
  'aria-label'?: string
  'aria-describedby'?: string | undefined
  groups: Group[]
  ask: ((query: string) => Promise<Option[]>) | undefined
  held: string[]
  most: number
  placeholder: string
  change(values: string[]): void
}

export function Multi({ groups, ask, held, most, placeholder, change, ...names }: MultiProps) {
  const { open, setOpen, box } = useOpen()
  const [query, setQuery] = useState('')
  const [found, setFound] = useState<Option[]>([])
  const known = [...groups.flatMap((group) => group.options), ...found]
  const words = held.map((value) => known.find((one) => one.value === value)?.text ?? value)
  const fits = (option: Option) => option.text.toLowerCase().includes(query.toLowerCase())
  const offered = ask ? [{ label: '', options: found }] : groups
  useEffect(() => {
    if (open && ask) ask(query).then(setFound)
  }, [open, query, ask])
  const toggle = (value: string, on: boolean) =>
    change(on ? [...held, value].slice(-most) : held.filter((one) => one !== value))
  return (
    <div class="multi" ref={box} onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
      <button
        type="button"
        class="field"
        aria-expanded={open}
        {...names}
        onClick={() => setOpen(!open)}
      >
        {words.length === 0 ? <span class="placeholder">{placeholder}</span> : null}
        {words.map((word) => (
          <span key={word} class="chip">
            {word}
          </span>
        ))}
      </button>
      {open && (
        <Popup anchor={box.current}>
          <input
            class="field"
            aria-label="Filter the options"
            placeholder="Filter"
            value={query}
            onInput={({ currentTarget }) => setQuery(currentTarget.value)}
          />
          {offered.map((group) => (
            <fieldset key={group.label}>
              {group.label !== '' && <legend>{group.label}</legend>}
              {group.options.filter(fits).map((option) => (
                <label key={option.value}>
                  <input
                    type="checkbox"
                    checked={held.includes(option.value)}
                    onChange={({ currentTarget }) => toggle(option.value, currentTarget.checked)}
                  />
                  {option.text}
                </label>
              ))}
            </fieldset>
          ))}
        </Popup>
      )}
    </div>
  )
}
