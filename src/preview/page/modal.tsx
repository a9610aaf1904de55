import { useRef, useState } from 'preact/hooks'
import { Blocks } from './blocks.tsx'
import { Dialog } from './dialog.tsx'
import { act } from './store.ts'
import { byBlock, SurfaceOf } from './surfaces.tsx'
import type { Given, WireView } from './wire.ts'

/** The modal on top of the reader's stack, with what is wrong under each input. */
export function Modal({ view }: { view: WireView }) {
  const values = useRef<Record<string, Given>>({})
  const [errors, setErrors] = useState(view.errors)
  const [trouble, setTrouble] = useState<string>()
  const [busy, setBusy] = useState(false)
  const inputs = new Set(
    view.blocks.filter((one) => one.type === 'input').map((one) => one.block_id),
  )
  const submit = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    const all = Object.entries(byBlock(values.current))
    const filled = Object.fromEntries(all.filter(([id]) => inputs.has(id)))
    const done = await act({ kind: 'submit', filled })
    setBusy(false)
    setErrors(done.errors ?? {})
    setTrouble(done.trouble)
    document.querySelector<HTMLElement>('dialog.modal .wrong .field')?.focus()
  }
  const close = () => act({ kind: 'close' })
  return (
    <Dialog label={view.title} kind="modal" close={close}>
      <form onSubmit={submit} noValidate>
        <header>
          <h2>{view.title}</h2>
          <button type="button" class="button icon" aria-label="Close" onClick={close}>
            ✕
          </button>
        </header>
        <section class="modal-body" tabIndex={0} aria-label={`Content of ${view.title}`}>
          {trouble && (
            <p class="error" role="alert">
              {trouble}
            </p>
          )}
          <SurfaceOf
            key_={view.rootId}
            where={{ view: view.id }}
            errors={errors}
            entered={(next) => {
              values.current = next
            }}
          >
            <Blocks blocks={view.blocks} />
          </SurfaceOf>
        </section>
        <footer>
          <button type="button" class="button" onClick={close}>
            {view.close}
          </button>
          {view.submit !== null && (
            <button type="submit" class="button primary" disabled={busy} aria-busy={busy}>
              {view.submit}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  )
}
