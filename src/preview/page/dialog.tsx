import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Text } from './text.tsx'

/** Where a reader begins: the first thing to fill in, else what there is to read. */
const FIRST = '.field, .choices input, .modal-body'

/** A dialog over everything else: the browser keeps the focus in it and gives it back after. */
interface DialogProps {
  label: string
  kind?: string
  close(): void
  children: ComponentChildren
}

export function Dialog({ label, kind = '', close, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    shown?.querySelector<HTMLElement>(FIRST)?.focus()
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      class={kind}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
    >
      {children}
    </dialog>
  )
}

export interface ConfirmObject {
  title: { text: string }
  text: unknown
  confirm: unknown
  deny: unknown
  style?: string
}

export function Confirm({ of, yes, no }: { of: ConfirmObject; yes(): void; no(): void }) {
  return (
    <Dialog label={of.title.text} kind="confirm" close={no}>
      <h2>{of.title.text}</h2>
      <p>
        <Text of={of.text} />
      </p>
      <footer>
        <button type="button" class="button" onClick={no}>
          <Text of={of.deny} />
        </button>
        <button type="button" class={`button ${of.style ?? 'primary'}`} onClick={yes}>
          <Text of={of.confirm} />
        </button>
      </footer>
    </Dialog>
  )
}
