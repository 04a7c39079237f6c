import { NewsError } from '../model/error.js';
import type { NewsRequest } from '../model/request.js';
import type { Provider } from '../providers/provider.js';
import { providerNamed } from '../providers/registry.js';
import { inTurn } from './in-turn.js';
import type { Source } from './load.js';

/** What is asked of providers beside the request. */
export interface SourceOptions {
  apiKey: string;
  /** Whether the owner set a time limit; else that of the provider holds. */
  hasTimeout: boolean;
  signal: AbortSignal;
}

/**
 * The sources of a request for providers by name: each of those that read addresses once for every `src`, all others once.
 * @throws NewsError `config` for a name that nobody knows
 */
export async function sourcesOf(names: string[], { src }: NewsRequest, options: SourceOptions): Promise<Source[]> {
  const providers = await Promise.all(names.map(providerNamed));
  return providers.flatMap((provider) =>
    (provider.readsSource && src.length ? src : ['']).map((address) => ({
      provider: considerate(provider, options),
      src: address,
      timeout: options.hasTimeout ? undefined : provider.timeout,
    })),
  );
}

/** A provider that keeps the distance its source asks for, and keeps keys out of what it tells. */
function considerate(provider: Provider, { apiKey, signal }: SourceOptions): Provider {
  return {
    ...provider,
    async read(question, get) {
      const ask = () => provider.read(question, get);
      try {
        return await (provider.gap ? inTurn(provider.name, provider.gap, signal, ask) : ask());
      } catch (failure) {
        throw apiKey ? withoutKey(failure, apiKey) : failure;
      }
    },
  };
}

/** Messages and addresses of errors end up in logs, keys in them would too. */
function withoutKey(failure: unknown, key: string): unknown {
  if (!(failure instanceof NewsError)) return failure;
  const { code, message, status, retryAfter, source, cause } = failure;
  const hide = (text: string) => text.replaceAll(encodeURIComponent(key), '…').replaceAll(key, '…');
  return new NewsError(code, hide(message), { status, retryAfter, source: source && hide(source), cause });
}
