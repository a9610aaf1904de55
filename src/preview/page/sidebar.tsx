import { Avatar } from './message.tsx'
import type { State } from './store.ts'
import type { WireChannel } from './wire.ts'

/** The places to go to, what to look into, and who one is. */

export const HOME = 'home'

interface SidebarProps {
  state: State
  at: string
  go(place: string): void
  side: string
  toggle(kind: 'judge' | 'traffic'): void
}

export function Sidebar({ state, at, go, side, toggle }: SidebarProps) {
  const channels = state.channels.filter((one) => one.kind !== 'im' && !one.archived)
  const direct = state.channels.find((one) => one.id === state.direct)
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
        {direct && (
          <li>
            <Place
              channel={direct}
              current={direct.id === at}
              unread={state.unread[direct.id] ?? 0}
              go={go}
            />
          </li>
        )}
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
      <span class="sign">{signOf(channel)}</span>{' '}
      {channel.kind === 'im' ? 'Messages' : channel.name}
      {unread > 0 && (
        <span class="badge">
          {unread}
          <span class="unseen"> new</span>
        </span>
      )}
    </button>
  )
}

function signOf({ kind }: WireChannel) {
  if (kind === 'im') return '✉'
  return kind === 'private' ? <Lock /> : '#'
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
