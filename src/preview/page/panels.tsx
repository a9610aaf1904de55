import { useState } from 'preact/hooks'
import { Blocks } from './blocks.tsx'
import { act, judge, type State } from './store.ts'
import { SurfaceOf } from './surfaces.tsx'
import type { Judged, WireChannel, WireCrossing } from './wire.ts'

/** The Home tab, the box to try the rules, and the traffic between the app and Slack. */

export function HomeView({ state }: { state: State }) {
  const { home } = state
  return (
    <section class="scroll home" tabIndex={0} aria-label="Home">
      {home && home.blocks.length > 0 ? (
        <SurfaceOf key_={home.rootId} where={{ view: home.id }}>
          <Blocks blocks={home.blocks} />
        </SurfaceOf>
      ) : (
        <p class="empty">The app has not shown anything here yet.</p>
      )}
    </section>
  )
}

export function JudgeView() {
  const [text, setText] = useState('')
  const [judged, setJudged] = useState<Judged>()
  const [busy, setBusy] = useState(false)
  const ask = async (event: Event) => {
    event.preventDefault()
    if (text.trim() === '') return
    setBusy(true)
    setJudged(await judge(text.trim()))
    setBusy(false)
  }
  return (
    <div class="panel">
      <form class="judge" onSubmit={ask}>
        <label class="label" for="judge">
          A headline, or a feed’s address
        </label>
        <textarea
          id="judge"
          class="field"
          rows={3}
          placeholder="Acme lays off 300 people to fund its AI plans"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && !event.shiftKey && ask(event)}
        />
        <button type="submit" class="button primary" aria-busy={busy} disabled={busy}>
          Judge it
        </button>
      </form>
      <div aria-live="polite">
        {judged?.kind === 'unreadable' && <p class="error">{judged.why}</p>}
        {judged?.kind === 'judged' &&
          judged.items.map((item) => (
            <article key={item.title} class="judged">
              <h3>{item.title}</h3>
              <p>
                <strong>{item.verdict}</strong>
              </p>
              <ul>
                {item.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </article>
          ))}
      </div>
    </div>
  )
}

const KINDS = { call: 'call', envelope: 'to the app', response_url: 'answer', socket: 'socket' }

export function TrafficView({ state }: { state: State }) {
  const [onlyBroken, setOnlyBroken] = useState(false)
  const shown = state.traffic.filter((one) => !onlyBroken || one.broken.length > 0)
  return (
    <div class="panel traffic">
      <p class="quiet">
        {state.connected ? 'The app is connected.' : 'The app is not connected.'} Newest first.
      </p>
      <label class="choices">
        <input
          type="checkbox"
          checked={onlyBroken}
          onChange={({ currentTarget }) => setOnlyBroken(currentTarget.checked)}
        />
        Only what broke a limit
      </label>
      <ol>
        {shown
          .toReversed()
          .slice(0, 200)
          .map((crossing) => (
            <Crossing key={crossing.id} crossing={crossing} />
          ))}
      </ol>
      {shown.length === 0 && <p class="empty">Nothing{onlyBroken ? ' broke a limit' : ''} yet.</p>}
    </div>
  )
}

function Crossing({ crossing }: { crossing: WireCrossing }) {
  const [open, setOpen] = useState(false)
  const wrong = crossing.outcome !== 'ok'
  return (
    <li class={wrong ? 'wrong' : ''}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class="quiet">{new Date(crossing.at).toLocaleTimeString()}</span>
        <span class={`kind ${crossing.kind}`}>{KINDS[crossing.kind]}</span>
        <span class="name">{crossing.name}</span>
        <span class="outcome">
          {wrong ? crossing.outcome : crossing.ms >= 1 ? `${Math.round(crossing.ms)} ms` : '<1 ms'}
        </span>
      </button>
      {crossing.broken.map((limit) => (
        <p key={limit} class="error">
          {limit}
        </p>
      ))}
      {open && <pre>{JSON.stringify(crossing.sent, null, 2)}</pre>}
    </li>
  )
}

/** Where the bot is not: it hears nothing there until somebody invites it. */
export function Invite({ channel }: { channel: WireChannel }) {
  return (
    <p class="notice">
      Bellwether is not in this channel.{' '}
      <button
        type="button"
        class="button"
        onClick={() => act({ kind: 'invite', channel: channel.id })}
      >
        Invite it
      </button>
    </p>
  )
}
