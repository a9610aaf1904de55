import type { Client } from './client.ts'
import { findElement } from './find.ts'
import type { Ack, Payload } from './link.ts'
import { newResponseUrl } from './response-urls.ts'
import { isBag } from './shape.ts'
import { elementsOf, faultsBeforeSubmit, type Given, heldBy, type Values } from './values.ts'
import { push, readView, rewrite, viewAsSent } from './views.ts'
import type { Team, User, View } from './workspace.ts'

/** The modals that a person has open: filled in, submitted, closed. */
export interface Modals {
  /** Fills inputs of the open modal without submitting; by action id or block id. */
  fill(user: string, values: Record<string, Given>): void
  /** Fills inputs, by action id or block id, and submits the open modal. */
  submitView(user: string, values?: Record<string, Given>): Promise<Submission>
  closeView(user: string): Promise<void>
}

interface Submission {
  outcome: 'incomplete' | 'closed' | 'errors' | 'updated' | 'pushed' | 'cleared' | 'trouble'
  /** By block id. */
  errors: Record<string, string>
  ack?: Ack
  /** The modal now on top. */
  view: View | undefined
}

/** A modal with whose it is. */
interface Open {
  team: Team
  user: User
  view: View
}

export function openModals(client: Client): Modals {
  const { world, about, send } = client

  function topView(userName: string): Open {
    for (const team of world.teams.values()) {
      const user = [...team.users.values()].find((u) => u.id === userName || u.name === userName)
      const view = user && team.modals.get(user.id)?.at(-1)
      if (user && view) return { team, user, view }
    }
    throw new Error(`preview: ${userName} has no modal open`)
  }

  function fill(view: View, values: Record<string, Given>): void {
    for (const [name, given] of Object.entries(values)) {
      const { block, element } = findElement(view.blocks, name)
      const value = heldBy(element, given, client.choicesOf(view, element))
      if (!value) throw new Error(`preview: "${name}" has no option ${JSON.stringify(given)}`)
      client.remember(view, block.block_id, element.action_id, value)
    }
  }

  const setStack = ({ team, user }: Open, change: (stack: View[]) => View[]): void => {
    team.modals.set(user.id, change(team.modals.get(user.id) ?? []))
    world.changes.emit('change', { kind: 'modals', teamId: team.id, userId: user.id })
  }

  /** Does to the stack of modals what the acknowledgement says. */
  function conclude(open: Open, ack: Ack): Submission['outcome'] {
    if (ack.kind !== 'acked') return 'trouble'
    const answer = isBag(ack.payload) ? ack.payload : {}
    switch (answer.response_action) {
      case undefined:
        setStack(open, (stack) => stack.filter((one) => one !== open.view))
        return 'closed'
      case 'clear':
        setStack(open, () => [])
        return 'cleared'
      case 'errors':
        return blame(open, answer.errors)
      case 'update':
      case 'push':
        return follow(open, answer)
      default:
        return 'trouble'
    }
  }

  /** Errors under inputs; Slack shows none where one names a block that is no input. */
  function blame(open: Open, errors: unknown): 'errors' | 'trouble' {
    const inputs = open.view.blocks.filter(({ type }) => type === 'input')
    const ids = isBag(errors) ? Object.keys(errors) : []
    const fits = ids.length > 0 && ids.every((id) => inputs.some((one) => one.block_id === id))
    open.view.errors = fits ? (errors as Record<string, string>) : {}
    setStack(open, (stack) => stack)
    return fits ? 'errors' : 'trouble'
  }

  function follow({ team, user, view }: Open, answer: Payload): Submission['outcome'] {
    const written = readView(answer.view, ['modal'])
    if ('ok' in written) return 'trouble'
    const updates = answer.response_action === 'update'
    if (updates) rewrite(world, team, view, written)
    else push(world, team, user.id, written)
    return updates ? 'updated' : 'pushed'
  }

  /** For each select that asked for it, where to answer in what was chosen. */
  function responseUrls({ team, user, view }: Open, state: Values, triggerId: string) {
    return elementsOf(view.blocks)
      .filter(({ element }) => element.response_url_enabled === true)
      .flatMap(({ block: { block_id }, element: { action_id } }) => {
        const value = state[block_id]?.[action_id]
        const channelId = value?.selected_conversation ?? value?.selected_channel
        if (typeof channelId !== 'string') return []
        const where = { teamId: team.id, channelId, userId: user.id, triggerId }
        const response_url = newResponseUrl(world, client.base(), where)
        return [{ response_url, channel_id: channelId, block_id, action_id }]
      })
  }

  return {
    fill: (userName, values) => fill(topView(userName).view, values),

    async submitView(userName, values = {}) {
      const open = topView(userName)
      const { team, user, view } = open
      fill(view, values)
      const state = client.stateIn(view)
      const errors = faultsBeforeSubmit(view.blocks, state)
      if (Object.keys(errors).length > 0) return { outcome: 'incomplete', errors, view }
      view.errors = {}
      const triggerId = client.newTrigger(team, user)
      const { ack } = await send('interactive', triggerId, {
        ...about(team, user, triggerId),
        type: 'view_submission',
        view: viewAsSent(team, view, { values: state }),
        response_urls: responseUrls(open, state, triggerId),
      })
      const outcome = conclude(open, ack)
      return { outcome, errors: view.errors, ack, view: team.modals.get(user.id)?.at(-1) }
    },

    async closeView(userName) {
      const open = topView(userName)
      const { team, user, view } = open
      setStack(open, (stack) => stack.slice(0, -1))
      if (!view.notify_on_close) return
      await send('interactive', '', {
        ...about(team, user, ''),
        type: 'view_closed',
        view: viewAsSent(team, view, { values: client.stateIn(view) }),
        is_cleared: false,
      })
    },
  }
}
