import { useEffect, useMemo, useState } from 'preact/hooks'
import { ChannelView, ThreadView } from './channel.tsx'
import { Avatar } from './message.tsx'
import { Modal } from './modal.tsx'
import { HomeView, Invite, JudgeView, TrafficView } from './panels.tsx'
import { act, lookAt, onTrouble, type State, useStore } from './store.ts'
import { NamesContext } from './text.tsx'
import type { WireChannel } from './wire.ts'

/** The whole page: places on the left, the place in the middle, what is beside it on the right. */

type Side =
  | { kind: 'none' }
  | { kind: 'thread'; ts: string }
  | { kind: 'judge' }
  | { kind: 'traffic' }

const HOME = 'home'

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

interface SidebarProps {
  state: State
  at: string
  go(place: string): void
  side: Side['kind']
  toggle(kind: 'judge' | 'traffic'): void
}

function Sidebar({ state, at, go, side, toggle }: SidebarProps) {
  const channels = state.channels.filter((one) => one.kind !== 'im' && !one.archived)
  return (
    <nav class="sidebar" aria-label="Places">
      <p class="team">
        <strong>Bellwether</strong> <span>preview</span>
      </p>
      <h2>Channels</h2>
      <ul>
        {channels.map((channel) => (
          <li key={channel.id}>
            <Place
              channel={channel}
              current={channel.id === at}
              unread={state.unread[channel.id] ?? 0}
              go={go}
            />
          </li>
        ))}
      </ul>
      <h2>App</h2>
      <ul>
        <li>
          <button
            type="button"
            aria-current={at === HOME ? 'page' : undefined}
            onClick={() => go(HOME)}
          >
            <span class="sign">⌂</span> Home
          </button>
        </li>
      </ul>
      <h2>Look inside</h2>
      <ul>
        {state.canJudge && (
          <li>
            <button type="button" aria-pressed={side === 'judge'} onClick={() => toggle('judge')}>
              <span class="sign">?</span> Try a headline
            </button>
          </li>
        )}
        <li>
          <button type="button" aria-pressed={side === 'traffic'} onClick={() => toggle('traffic')}>
            <span class="sign">⇄</span> Traffic
          </button>
        </li>
      </ul>
      <div class="me">
        <p>
          <Avatar user={state.me} /> {state.me.realName}
        </p>
        <Others state={state} />
        <p class="fine">
          A Slack on this machine. Its news is a sample: retold, with invented details.
        </p>
      </div>
    </nav>
  )
}

/** The same workspace as somebody else sees it. */
function Others({ state }: { state: State }) {
  const others = state.users.filter((user) => !user.isBot && user.id !== state.me.id)
  return (
    <>
      {others.map((user) => (
        <a key={user.id} href={`/?as=${encodeURIComponent(user.name)}`}>
          Be {user.realName}
        </a>
      ))}
    </>
  )
}

interface PlaceProps {
  channel: WireChannel
  current: boolean
  unread: number
  go(place: string): void
}

function Place({ channel, current, unread, go }: PlaceProps) {
  return (
    <button
      type="button"
      class={unread > 0 ? 'unread' : ''}
      aria-current={current ? 'page' : undefined}
      onClick={() => go(channel.id)}
    >
      <span class="sign">{channel.kind === 'private' ? <Lock /> : '#'}</span> {channel.name}
      {unread > 0 && (
        <span class="badge">
          {unread}
          <span class="unseen"> new</span>
        </span>
      )}
    </button>
  )
}

function Lock() {
  return (
    <svg viewBox="0 0 16 16" width="12" height="12" role="img" aria-label="private">
      <path
        fill="currentColor"
        d="M4 7V5a4 4 0 0 1 8 0v2h.5A1.5 1.5 0 0 1 14 8.5v5a1.5 1.5 0 0 1-1.500 1.500h-9A1.500 1.500 0 0 1 2 13.500v-5A1.500 1.500 0 0 1 3.500 7Zm2 0h4V5a2 2 0 0 0-4 0Z"
      />
    </svg>
  )
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
      <h1>{channel ? `# ${channel.name}` : 'Bellwether'}</h1>
      <p class="quiet">{channel?.topic ?? 'Home'}</p>
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
