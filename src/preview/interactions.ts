import type { Client, Interaction } from './client.ts'
import { findChannel, findElement, findUser } from './find.ts'
import { place } from './posts.ts'
import { newResponseUrl, show } from './response-urls.ts'
import { isBag } from './shape.ts'
import { type Element, type Given, heldBy, type Option, optionsOf } from './values.ts'
import { type Message, newTs, type View } from './workspace.ts'

/** Commands that are typed and elements that are used, as they reach the app. */
export interface Interactions {
  /** Types a slash command into a channel. */
  command(line: string, where: { channel: string; user?: string }): Promise<Interaction>
  /** Uses an element of a message, a modal or the Home tab: a button, a menu, a select. */
  click(
    target: Message | View,
    actionId: string,
    how?: { user?: string; value?: Given; blockId?: string },
  ): Promise<Interaction>
  /** Chooses a message shortcut from the menu of a message. */
  shortcut(message: Message, callbackId: string, user?: string): Promise<Interaction>
  /** Asks an external select for its options. */
  suggest(target: Message | View, actionId: string, query: string, user?: string): Promise<Option[]>
}

export function openInteractions(client: Client): Interactions {
  const { world, base, actor, newTrigger, send, about, placeOf } = client

  const suggest: Interactions['suggest'] = async (target, actionId, query, name) => {
    const { team, user } = actor(target, name)
    const { block, element } = findElement(target.blocks, actionId)
    const { ack } = await send('interactive', '', {
      ...about(team, user, ''),
      ...placeOf(target, team, user, ''),
      type: 'block_suggestion',
      action_id: element.action_id,
      block_id: block.block_id,
      value: query,
    })
    const answer = ack.kind === 'acked' && isBag(ack.payload) ? ack.payload : {}
    const options = optionsOf(answer as Element)
    client.offer(target, element, options)
    return options
  }

  return {
    suggest,

    async command(line, { channel: channelName, user: userName }) {
      const { team, channel } = findChannel(world, channelName)
      const user = findUser(team, userName)
      const triggerId = newTrigger(team, user)
      const [, command = '', text = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(line) ?? []
      const where = { teamId: team.id, channelId: channel.id, userId: user.id, triggerId }
      const done = await send('slash_commands', triggerId, {
        token: 'preview',
        team_id: team.id,
        team_domain: team.domain,
        channel_id: channel.id,
        channel_name: channel.kind === 'im' ? 'directmessage' : channel.name,
        user_id: user.id,
        user_name: user.name,
        command,
        text,
        api_app_id: world.app.id,
        is_enterprise_install: 'false',
        response_url: newResponseUrl(world, base(), where),
        trigger_id: triggerId,
      })
      const complaint = done.complaint ?? answered(done)
      if (complaint === undefined) return done
      place(world, team, channel, {
        user: 'USLACKBOT',
        isBot: false,
        blocks: [],
        ephemeralTo: user.id,
        text: `${command} failed with the error "${complaint}"`,
        answers: triggerId,
      })
      return { ...done, complaint }

      /** Shows what came with the acknowledgement; Slack's word where it cannot be shown. */
      function answered({ ack }: Interaction): string | undefined {
        const answer = ack.kind === 'acked' ? ack.payload : undefined
        const body = typeof answer === 'string' ? { text: answer } : answer
        if (!isBag(body) || Object.keys(body).length === 0 || body.text === '') return undefined
        const word = show(world, where, body)
        return word === 'ok' ? undefined : word
      }
    },

    async shortcut(message, callbackId, name) {
      const { team, user } = actor(message, name)
      const triggerId = newTrigger(team, user)
      return send('interactive', triggerId, {
        ...about(team, user, triggerId),
        ...placeOf(message, team, user, triggerId),
        type: 'message_action',
        callback_id: callbackId,
        action_ts: newTs(world.now()),
        message_ts: message.ts,
      })
    },

    async click(target, actionId, how = {}) {
      const { team, user } = actor(target, how.user)
      const { block, element } = findElement(target.blocks, actionId, how.blockId)
      const given = how.value ?? null
      if (element.type === 'external_select' && typeof given === 'string') {
        await suggest(target, actionId, given, user.id)
      }
      const value = heldBy(element, given, client.choicesOf(target, element))
      if (!value) throw new Error(`preview: "${actionId}" has no option ${JSON.stringify(given)}`)
      const isButton = /button$/.test(element.type)
      if (!isButton) client.remember(target, block.block_id, element.action_id, value)
      const triggerId = newTrigger(team, user)
      return send('interactive', triggerId, {
        ...about(team, user, triggerId),
        ...placeOf(target, team, user, triggerId),
        type: 'block_actions',
        actions: [
          {
            ...(isButton ? { text: element.text, value: element.value } : value),
            type: element.type,
            action_id: element.action_id,
            block_id: block.block_id,
            action_ts: newTs(world.now()),
          },
        ],
      })
    },
  }
}
