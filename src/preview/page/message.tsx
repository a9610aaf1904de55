import { memo } from 'preact/compat'
import { Blocks } from './blocks.tsx'
import { ago, formatDate } from './dates.ts'
import { act } from './store.ts'
import { SurfaceOf } from './surfaces.tsx'
import { Mrkdwn } from './text.tsx'
import type { WireMessage, WireUser } from './wire.ts'

/** One message as it stands in a channel or a thread. */
interface Props {
  message: WireMessage
  author: WireUser | undefined
  /** Follows another of the same author closely: no name, no picture. */
  joined?: boolean
  replies?: number
  lastReply?: string | undefined
  openThread?: ((message: WireMessage) => void) | undefined
}

export const MessageView = memo(function MessageView(props: Props) {
  const { message, author, joined = false, replies = 0, lastReply, openThread } = props
  const seconds = Number(message.ts)
  const time = formatDate(seconds, '{time}', { now: Date.now() })
  const name = author?.realName ?? 'Slackbot'
  const where = { message: message.ts, channel: message.channel }
  return (
    <article class={`message ${joined ? 'joined' : ''} ${message.ephemeral ? 'ephemeral' : ''}`}>
      {message.ephemeral && <p class="only-you">Only visible to you</p>}
      <Avatar user={author} />
      <div class="body">
        <p class="by">
          <strong>{name}</strong>
          {(author?.isBot ?? true) && <span class="app">APP</span>}
          <time
            dateTime={new Date(seconds * 1000).toISOString()}
            title={new Date(seconds * 1000).toLocaleString()}
          >
            {time}
          </time>
        </p>
        {message.blocks.length > 0 ? (
          <SurfaceOf key_={message.ts} where={where}>
            <Blocks blocks={message.blocks} />
          </SurfaceOf>
        ) : (
          message.text !== '' && (
            <p class="text">
              <Mrkdwn text={message.text} />
            </p>
          )
        )}
        {message.edited && <span class="edited">(edited)</span>}
        {message.files?.map((file) => (
          <a key={file.id} class="file" href={file.url} download>
            {file.title}
          </a>
        ))}
        {replies > 0 && openThread && (
          <button type="button" class="replies" onClick={() => openThread(message)}>
            {replies} {replies === 1 ? 'reply' : 'replies'}
            <span class="quiet"> last {ago(Number(lastReply), { now: Date.now() })}</span>
          </button>
        )}
      </div>
      {openThread && !message.ephemeral && (
        <button
          type="button"
          class="reply judge"
          onClick={() => act({ kind: 'shortcut', where, id: 'judge_message' })}
          aria-label="Judge this"
          title="Judge this"
        >
          ⚖
        </button>
      )}
      {openThread && !message.ephemeral && (
        <button
          type="button"
          class="reply"
          onClick={() => openThread(message)}
          aria-label="Reply in thread"
          title="Reply in thread"
        >
          💬
        </button>
      )}
    </article>
  )
})

export function Avatar({ user }: { user: WireUser | undefined }) {
  if (!user || user.isBot) {
    return (
      <span class="avatar bot" aria-hidden="true">
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
          <path d="M12 3a2 2 0 0 1 2 2v.6A6 6 0 0 1 18 11v4l1.6 2.2a.5.5 0 0 1-.4.8H4.8a.5.5 0 0 1-.4-.8L6 15v-4a6 6 0 0 1 4-5.4V5a2 2 0 0 1 2-2Zm-2.3 16h4.6a2.4 2.4 0 0 1-4.6 0Z" />
        </svg>
      </span>
    )
  }
  const initials = user.realName
    .split(' ')
    .map((word) => word[0])
    .join('')
  return (
    <span class={`avatar tone-${user.name.length % 4}`} aria-hidden="true">
      {initials}
    </span>
  )
}
