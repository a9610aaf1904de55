import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { formatDate } from './dates.ts'
import { MessageView } from './message.tsx'
import { act, type State } from './store.ts'
import type { WireChannel, WireMessage } from './wire.ts'

/** A channel: what was said in it, and the box to say something. */

const COMMANDS = [
  ['/company', 'NAME: what a company did'],
  ['/trends', '30d: the whole industry'],
  ['/watch', 'what this channel hears'],
] as const

interface Props {
  state: State
  channel: WireChannel
  openThread(message: WireMessage): void
}

const inThread = (message: WireMessage): boolean =>
  message.threadTs !== undefined && message.threadTs !== message.ts && !message.broadcast

export function ChannelView({ state, channel, openThread }: Props) {
  const own = useMemo(
    () => state.messages.filter((one) => one.channel === channel.id),
    [state.messages, channel.id],
  )
  const top = own.filter((one) => !inThread(one))
  const threads = useMemo(() => threadsOf(own), [own])
  const isDirect = channel.kind === 'im'
  return (
    <>
      <Scroll
        name={isDirect ? 'your messages with the bot' : channel.name}
        count={top.length}
        place={channel.id}
      >
        {top.map((message, index) => {
          const before = top[index - 1]
          const thread = threads.get(message.ts)
          return (
            <div key={message.ts} class="line">
              {isNewDay(message, before) && <Day ts={message.ts} />}
              <MessageView
                message={message}
                author={state.users.find((user) => user.id === message.user)}
                joined={follows(message, before)}
                replies={thread?.count ?? 0}
                lastReply={thread?.last}
                openThread={openThread}
              />
            </div>
          )
        })}
        {top.length === 0 && (
          <p class="empty">
            {isDirect
              ? 'Ask the bot something: who cut most this month'
              : 'Nothing here yet. News appears as it comes in.'}
          </p>
        )}
      </Scroll>
      {channel.archived ? (
        <p class="notice">This channel is archived.</p>
      ) : (
        <Composer
          channel={channel}
          label={isDirect ? 'Message Bellwether' : `Message #${channel.name}`}
        />
      )}
    </>
  )
}

function threadsOf(messages: WireMessage[]): Map<string, { count: number; last: string }> {
  const threads = new Map<string, { count: number; last: string }>()
  for (const { threadTs, ts, ephemeral } of messages) {
    if (threadTs === undefined || threadTs === ts || ephemeral) continue
    threads.set(threadTs, { count: (threads.get(threadTs)?.count ?? 0) + 1, last: ts })
  }
  return threads
}

const dayOf = (ts: string): string => new Date(Number(ts) * 1000).toDateString()
const isNewDay = (message: WireMessage, before: WireMessage | undefined): boolean =>
  before === undefined || dayOf(before.ts) !== dayOf(message.ts)

const follows = (message: WireMessage, before: WireMessage | undefined): boolean =>
  before !== undefined &&
  before.user === message.user &&
  message.blocks.length === 0 &&
  !message.ephemeral &&
  !before.ephemeral &&
  Number(message.ts) - Number(before.ts) < 300

function Day({ ts }: { ts: string }) {
  const words = formatDate(Number(ts), '{day_divider_pretty}', { now: Date.now() })
  return (
    <div class="day">
      <span>{words}</span>
    </div>
  )
}

interface ScrollProps {
  name: string
  count: number
  /** Another place begins at its end. */
  place: string
  children: preact.ComponentChildren
}

/** Stays at the end while the reader is there, and keeps its place while they are not. */
function Scroll({ name, count, place, children }: ScrollProps) {
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const seen = useRef(count)
  const [missed, setMissed] = useState(0)
  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight
    setMissed(0)
  }
  useLayoutEffect(() => {
    atEnd.current = true
    seen.current = count
    toEnd()
  }, [place])
  useLayoutEffect(() => {
    if (atEnd.current) toEnd()
    else if (count > seen.current) setMissed((before) => before + count - seen.current)
    seen.current = count
  }, [count])
  useEffect(() => {
    const inner = box.current?.firstElementChild
    if (!inner) return
    const grown = new ResizeObserver(() => atEnd.current && toEnd())
    grown.observe(inner)
    return () => grown.disconnect()
  }, [place])
  return (
    <div class="scroll-frame">
      <div
        ref={box}
        class="scroll"
        role="log"
        aria-label={`Messages in ${name}`}
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < 40
          if (atEnd.current) setMissed(0)
        }}
      >
        <div class="lines">{children}</div>
      </div>
      {missed > 0 && (
        <button type="button" class="missed" onClick={toEnd}>
          ↓ {missed} new
        </button>
      )}
    </div>
  )
}

interface ComposerProps {
  channel: WireChannel
  label: string
  thread?: string
}

function Composer({ channel, label, thread }: ComposerProps) {
  const [text, setText] = useState('')
  const box = useRef<HTMLTextAreaElement>(null)
  const said = useRef<string[]>([])
  const offered = /^\/\w*$/.test(text) ? COMMANDS.filter(([name]) => name.startsWith(text)) : []
  const send = () => {
    const words = text.trim()
    if (words === '') return
    said.current.push(words)
    setText('')
    act({ kind: 'say', channel: channel.id, text: words, ...(thread !== undefined && { thread }) })
  }
  const take = (name: string) => {
    setText(`${name} `)
    box.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const [first] = offered
    if (event.key === 'Tab' && first && text.length > 1) {
      event.preventDefault()
      take(first[0])
    } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault()
      send()
    } else if (event.key === 'ArrowUp' && text === '') {
      setText(said.current.at(-1) ?? '')
    }
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {offered.length > 0 && (
        <fieldset class="menu commands" aria-label="Commands">
          {offered.map(([name, what]) => (
            <button key={name} type="button" onClick={() => take(name)}>
              <strong>{name}</strong> {what}
            </button>
          ))}
        </fieldset>
      )}
      <textarea
        ref={box}
        rows={1}
        aria-label={label}
        placeholder={
          thread === undefined ? `${label}, /company amazon or @Bellwether amazon` : label
        }
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" class="send" aria-label="Send" disabled={text.trim() === ''}>
        <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
          <path d="M3 4.5 21 12 3 19.5l2.5-6.3L14 12 5.500 10.800Z" />
        </svg>
      </button>
    </form>
  )
}

export function ThreadView({
  state,
  channel,
  parent,
}: {
  state: State
  channel: WireChannel
  parent: WireMessage
}) {
  const replies = state.messages.filter(
    (one) => one.channel === channel.id && one.threadTs === parent.ts && one.ts !== parent.ts,
  )
  const author = (message: WireMessage) => state.users.find((user) => user.id === message.user)
  return (
    <>
      <Scroll name="the thread" count={replies.length} place={parent.ts}>
        <MessageView message={parent} author={author(parent)} />
        <div class="day">
          <span>
            {replies.length} {replies.length === 1 ? 'reply' : 'replies'}
          </span>
        </div>
        {replies.map((reply) => (
          <MessageView key={reply.ts} message={reply} author={author(reply)} />
        ))}
      </Scroll>
      <Composer channel={channel} label="Reply in thread" thread={parent.ts} />
    </>
  )
}
