/** What the whole product needs of Slack, and no more. */
export const scopes = [
  'chat:write',
  'commands',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
  'channels:join',
  'users:read',
  'im:write',
  'files:write',
  'app_mentions:read',
  'im:history',
] as const

const events = [
  'app_home_opened',
  'app_mention',
  'message.im',
  'member_joined_channel',
  'member_left_channel',
  'channel_left',
  'group_left',
  'app_uninstalled',
  'tokens_revoked',
] as const

const commands = [
  {
    command: 'company',
    description: "A company's layoffs and AI investment",
    usage_hint: 'NAME [layoffs|ai] [since 2024 | 90d]',
  },
  {
    command: 'trends',
    description: "The industry's layoffs and AI investment",
    usage_hint: '[30d|90d|1y] [layoffs|ai]',
  },
  {
    command: 'watch',
    description: 'What this channel hears about',
    usage_hint: 'add "data center" type:ai min:$100m | list | help',
  },
] as const

/**
 * The app manifest, in the form that https://api.slack.com/apps takes ("From a manifest").
 *
 * @param prefix before the name of each command: "acme-" makes "/acme-company".
 * @param http the address that Slack reaches the bot at ("https://bot.example.com"), or null for Socket Mode.
 */
export function manifest(http: URL | null, prefix: string): object {
  const at = (path: string) => new URL(path, http ?? undefined).href
  const request = http && { request_url: at('/slack/events') }
  return {
    display_information: {
      name: 'Bellwether',
      description: 'Tells channels about layoffs and AI investment in the tech industry',
      background_color: '#1f3a5f',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      shortcuts: [
        {
          name: 'Judge this',
          type: 'message',
          callback_id: 'judge_message',
          description: 'What Bellwether makes of this story, and whether it was told',
        },
      ],
      bot_user: { display_name: 'Bellwether', always_online: true },
      slash_commands: commands.map(({ command, ...rest }) => ({
        command: `/${prefix}${command}`,
        ...rest,
        ...(http && { url: at('/slack/events') }),
        should_escape: false,
      })),
    },
    oauth_config: {
      ...(http && { redirect_urls: [at('/slack/oauth_redirect')] }),
      scopes: { bot: scopes },
    },
    settings: {
      event_subscriptions: { ...request, bot_events: events },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: false,
      socket_mode_enabled: http === null,
      token_rotation_enabled: false,
    },
  }
}
