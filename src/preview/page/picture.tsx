/** Pictures from elsewhere are not fetched: their words stand in for them. */
export function Picture({ of, small = false }: { of: Record<string, unknown>; small?: boolean }) {
  const url = typeof of.image_url === 'string' ? of.image_url : ''
  const alt = String(of.alt_text ?? '')
  const own = url.startsWith('data:image/') || url.startsWith(`${location.origin}/`)
  if (own) return <img class={small ? 'thumb' : 'picture'} src={url} alt={alt} />
  return (
    <span class={small ? 'thumb none' : 'picture none'} role="img" aria-label={alt} title={alt} />
  )
}
