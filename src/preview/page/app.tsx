import { useEffect, useMemo, useState } from 'preact/hooks'
import { ChannelView, ThreadView } from './channel.tsx'
import { Modal } from './modal.tsx'
import { HomeView, Invite, JudgeView, TrafficView } from './panels.tsx'
import { HOME, Sidebar } from './sidebar.tsx'
import { act, lookAt, onTrouble, type State, useStore } from './store.ts'
import { NamesContext } from './text.tsx'
import type { WireChannel } from './wire.ts'

/** The whole page: places on the left, the place in the middle, what is beside it on the right. */

type Side =
  | { kind: 'none' }
  | { kind: 'thread'; ts: string }
  | { kind: 'judge' }
  | { kind: 'traffic' }

export function App() {
  const state = useStore()
  const [place, setPlace] = useState<string>()
  const [side, setSide] = useState<Side>({ kind: 'none' })
  const [drawer, setDrawer] = useState(false)
  const names = useMemo(() => namesOf(state), [state?.users, state?.channels])
  const first = state?.channels.find((one) => one.hasBot && /layoff/.test(one.name))
  const at = place ?? first?.id ?? state?.channels[0]?.id
  useEffect(() => {
    if (at) lookAt(at)
  }, [at, state?.messages.length])
  if (!state || at === undefined) return <p class="empty">Connecting…</p>
  const channel = state.channels.find((one) => one.id === at)
  const go = (next: string) => {
    setPlace(next)
    setDrawer(false)
    if (side.kind === 'thread') setSide({ kind: 'none' })
    if (next === HOME) act({ kind: 'home' })
  }
  const toggle = (kind: 'judge' | 'traffic') => {
    setSide(side.kind === kind ? { kind: 'none' } : { kind })
    setDrawer(false)
  }
  return (
    <NamesContext.Provider value={names}>
      <div class={`frame ${drawer ? 'drawn' : ''} ${side.kind === 'none' ? '' : 'beside'}`}>
        {drawer && (
          <button
            type="button"
            class="veil"
            aria-label="Close the places"
            onClick={() => setDrawer(false)}
          />
        )}
        <Sidebar state={state} at={at} go={go} side={side.kind} toggle={toggle} />
        <main>
          <Header state={state} channel={channel} open={() => setDrawer(!drawer)} drawer={drawer} />
          {channel ? (
            <>
              {!channel.hasBot && !channel.archived && <Invite channel={channel} />}
              <ChannelView
                state={state}
                channel={channel}
                openThread={({ ts, threadTs }) => setSide({ kind: 'thread', ts: threadTs ?? ts })}
              />
            </>
          ) : (
            <HomeView state={state} />
          )}
        </main>
        <SideView state={state} side={side} close={() => setSide({ kind: 'none' })} />
        {state.modal && <Modal key={state.modal.id} view={state.modal} />}
        <Trouble />
      </div>
    </NamesContext.Provider>
  )
}

function namesOf(state: State | undefined) {
  const users = new Map(state?.users.map((user) => [user.id, user.realName]))
  const channels = new Map(state?.channels.map((channel) => [channel.id, channel.name]))
  return {
    user: (id: string) => users.get(id) ?? id,
    channel: (id: string) => channels.get(id) ?? id,
  }
}

interface HeaderProps {
  state: State
  channel: WireChannel | undefined
  drawer: boolean
  open(): void
}

function Header({ state, channel, drawer, open }: HeaderProps) {
  return (
    <header class="top">
      <button
        type="button"
        class="button icon drawer"
        aria-label="Places"
        aria-expanded={drawer}
        onClick={open}
      >
        ☰
      </button>
      <h1>{channel && channel.kind !== 'im' ? `# ${channel.name}` : 'Bellwether'}</h1>
      <p class="quiet">{channel?.kind === 'im' ? 'Messages' : (channel?.topic ?? 'Home')}</p>
      {!state.live && (
        <p class="lost" role="status">
          Not connected; trying again
        </p>
      )}
    </header>
  )
}

function SideView({ state, side, close }: { state: State; side: Side; close(): void }) {
  if (side.kind === 'none') return null
  const titles = { thread: 'Thread', judge: 'Try a headline', traffic: 'Traffic' }
  const parent =
    side.kind === 'thread' ? state.messages.find((one) => one.ts === side.ts) : undefined
  const channel = state.channels.find((one) => one.id === parent?.channel)
  return (
    <aside aria-label={titles[side.kind]} onKeyDown={(event) => event.key === 'Escape' && close()}>
      <header class="top">
        <h2>{titles[side.kind]}</h2>
        <button
          type="button"
          class="button icon"
          aria-label={`Close ${titles[side.kind]}`}
          onClick={close}
        >
          ✕
        </button>
      </header>
      {parent && channel && <ThreadView state={state} channel={channel} parent={parent} />}
      {side.kind === 'judge' && <JudgeView />}
      {side.kind === 'traffic' && <TrafficView state={state} />}
    </aside>
  )
}

function Trouble() {
  const [trouble, setTrouble] = useState('')
  useEffect(() => {
    let timer = 0
    onTrouble((words) => {
      setTrouble(words)
      window.clearTimeout(timer)
      timer = window.setTimeout(() => setTrouble(''), 6000)
    })
  }, [])
  return (
    <p class={`toast ${trouble ? 'shown' : ''}`} role="status">
      {trouble}
    </p>
  )
}
