/** The publisher of an article of which only the address is known: the host, without `www.`. */
export function publisherOf(url: string | undefined): { name: string; url: string } | undefined {
  if (!url || !URL.canParse(url)) return undefined;
  const { hostname, origin } = new URL(url);
  return { name: hostname.replace(/^www\./, ''), url: `${origin}/` };
}
