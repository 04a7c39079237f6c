/** `newsrack mcp`: runs a Model Context Protocol server on standard input and output, for the installed package. */
import { readFile, readdir } from 'node:fs/promises';
import { NewsError } from '../model/error.js';
import { MAX_BYTES } from '../network/fetch-resource.js';
import { type FetchedFeed, type PackageFiles, type ToolDefinition, agentTools } from './agent-tools.js';
import { parseOptions } from './command-options.js';
import { createLocalFetch, createPinnedFetch } from './pinned-fetch.js';
import { BlockedUrlError } from './ssrf-guard.js';

const HELP = `newsrack mcp

Speaks the Model Context Protocol on standard input and output. Tools: search_docs, describe_element, make_snippet,
check_feed. It needs @modelcontextprotocol/sdk beside newsrack.

  --local ORIGIN  an origin that check_feed may fetch from although its address is private; repeat for more
`;

const SDK = '@modelcontextprotocol/sdk';
const REDIRECTS = 5;
const TIME_LIMIT = 10_000;

/** Runs the server until the client closes the input. */
export async function run(args: string[]): Promise<number | undefined> {
  const values = parseOptions({
    args,
    options: {
      help: { type: 'boolean', short: 'h' },
      local: { type: 'string', multiple: true, default: [] },
    },
    hint: 'See newsrack mcp --help.',
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const { Server, StdioServerTransport, ListToolsRequestSchema, CallToolRequestSchema } = await loadSdk();
  const files = await packageFiles();
  const tools = agentTools(files, createFeedFetch(values.local));
  const server = new Server({ name: 'newsrack', version: files.version }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, description, inputSchema }) => ({
      name,
      description,
      inputSchema,
      annotations: { readOnlyHint: true, openWorldHint: name === 'check_feed' },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => call(tools, params.name, params.arguments ?? {}));
  const closed = new Promise<void>((resolve) => (server.onclose = resolve));
  process.stdin.once('end', () => void server.close());
  await server.connect(new StdioServerTransport());
  await closed;
  return 0;
}

async function call(tools: ToolDefinition[], name: string, input: Record<string, unknown>) {
  const answer = (text: string, isError = false) => ({ content: [{ type: 'text' as const, text }], isError });
  const tool = tools.find((one) => one.name === name);
  if (!tool)
    return answer(`There is no tool ${name}. Expected one of: ${tools.map((one) => one.name).join(', ')}.`, true);
  try {
    return answer(await tool.run(input));
  } catch (error) {
    return answer(error instanceof Error ? error.message : String(error), true);
  }
}

async function loadSdk() {
  try {
    const [{ Server }, { StdioServerTransport }, { ListToolsRequestSchema, CallToolRequestSchema }] = await Promise.all(
      [
        import('@modelcontextprotocol/sdk/server/index.js'),
        import('@modelcontextprotocol/sdk/server/stdio.js'),
        import('@modelcontextprotocol/sdk/types.js'),
      ],
    );
    return { Server, StdioServerTransport, ListToolsRequestSchema, CallToolRequestSchema };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new NewsError('config', `${SDK} is not installed. Run: npm install ${SDK}`, { cause });
  }
}

async function packageFiles(): Promise<PackageFiles> {
  const root = new URL('../../', import.meta.url);
  const read = (path: string) => readFile(new URL(path, root), 'utf8');
  const names = (await readdir(new URL('docs/', root))).filter((name) => name.endsWith('.md')).sort();
  const docs = await Promise.all(names.map(async (name) => [`docs/${name}`, await read(`docs/${name}`)]));
  const { version } = JSON.parse(await read('package.json')) as { version: string };
  const manifest = JSON.parse(await read('custom-elements.json')) as PackageFiles['manifest'];
  return { version, docs: Object.fromEntries(docs) as Record<string, string>, manifest };
}

/** Creates a function that fetches from public addresses only: an agent may have found the URL in a web page. */
function createFeedFetch(local: string[]): (url: string) => Promise<FetchedFeed> {
  const origins = new Set(
    local.map((origin) => {
      if (!URL.canParse(origin))
        throw new NewsError(
          'config',
          `Invalid --local: "${origin}". Expected: an origin such as http://localhost:8080.`,
        );
      return new URL(origin).origin;
    }),
  );
  const publicFetch = createPinnedFetch();
  const localFetch = createLocalFetch();
  return async (given) => {
    const signal = AbortSignal.timeout(TIME_LIMIT);
    let url = new URL(given);
    for (let step = 0; step <= REDIRECTS; step++) {
      const fetchOne = origins.has(url.origin) ? localFetch : publicFetch;
      const response = await fetchOne(url.href, { signal, headers: { 'User-Agent': 'newsrack mcp' } }).catch(
        (cause) => {
          throw new Error(reasonOf(cause, url), { cause });
        },
      );
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location) {
        await response.body?.cancel();
        url = new URL(location, url);
        if (!/^https?:$/.test(url.protocol))
          throw new Error(`${given} redirects to a ${url.protocol} URL. Expected: http: or https:.`);
        continue;
      }
      return {
        url: url.href,
        status: response.status,
        contentType: response.headers.get('content-type') ?? undefined,
        linkHeader: response.headers.get('link') ?? undefined,
        allowedOrigin: response.headers.get('access-control-allow-origin') ?? undefined,
        body: await bytesOf(response),
      };
    }
    throw new Error(`${given} redirects more than ${REDIRECTS} times.`);
  };
}

function reasonOf(cause: unknown, { host, origin }: URL): string {
  if (cause instanceof BlockedUrlError) {
    return `${host} is a private address, which newsrack mcp does not fetch. Start it with --local ${origin} to allow that.`;
  }
  return `${host} can't be reached: ${cause instanceof Error ? cause.message : String(cause)}`;
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > MAX_BYTES) throw new Error(`The response is larger than ${MAX_BYTES / 1e6} MB, the maximum.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
