/** Which story, event, channel or company is meant: branded, so that none is taken for another. */

declare const brand: unique symbol
type Id<Name extends string> = string & { readonly [brand]: Name }
type RowId<Name extends string> = number & { readonly [brand]: Name }
export type StoryId = RowId<'Story'>
export type EventId = RowId<'Event'>
export type MessageId = RowId<'Message'>
export type FeedId = Id<'Feed'>
export type TeamId = Id<'Team'>
export type ChannelId = Id<'Channel'>
export type DeliveryId = Id<'Delivery'>
/** A known company's id in companies.yaml ("amazon", "aws"), or "~" and the folded name of an unknown one ("~acme robotics"). */
export type CompanyKey = Id<'Company'>
